/** The winds aloft that trajectories are flown by: a line a layer, rising; none is still air. */
import { twoStepButton } from './two-step.js';

const LAYER = /^(?:FL)?(\d{1,3})\s+(\d{1,3})\/(\d{1,3})$/;

/** As they are written in the form. */
function linesOf({ layers }) {
  return layers
    .map(({ flightLevel, fromDegrees, knots }) => `${three(flightLevel)} ${three(fromDegrees)}/${knots}`)
    .join('\n');
}

function three(number) {
  return String(number).padStart(3, '0');
}

export class WindsForm {
  /** @param page {picture, setWinds(layers)} */
  constructor(page) {
    this.page = page;
    this.text = document.getElementById('winds');
    this.note = document.getElementById('winds-note');
    this.filledFrom = null; // the winds that the form was filled from
    document.getElementById('winds-actions').append(twoStepButton('set winds', 'set winds', () => this.order()));
  }

  /** The winds in force stand in the form, until somebody writes there. */
  show() {
    const { winds } = this.page.picture;
    if (winds === null || winds === this.filledFrom || document.activeElement === this.text) return;
    const known = this.filledFrom;
    this.filledFrom = winds;
    const lines = linesOf(winds);
    if (known !== null && linesOf(known) === lines) return; // a keyframe says them again
    this.text.value = lines;
    this.note.textContent = winds.layers.length === 0 ? 'in force: still air' : 'in force';
  }

  async order() {
    const layers = [];
    for (const line of this.text.value.split('\n').map((one) => one.trim()).filter((one) => one !== '')) {
      const read = LAYER.exec(line);
      if (read === null) {
        this.note.textContent = `'${line}' is no layer: level, from where, knots, as 300 270/80`;
        return;
      }
      const [flightLevel, fromDegrees, knots] = read.slice(1).map(Number);
      layers.push({ flightLevel, fromDegrees, knots });
    }
    this.note.textContent = 'sent';
    const outcome = await this.page.setWinds(layers);
    this.note.textContent = outcome.rejected ?? 'done';
  }
}
