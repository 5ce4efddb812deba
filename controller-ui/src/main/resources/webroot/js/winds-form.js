/** The winds aloft that trajectories are flown by: a line a layer, rising; none is still air. */
import { twoStepButton } from './two-step.js';

const LAYER = /^(?:FL)?(\d{1,3})\s+(\d{1,3})\/(\d{1,3})$/;

export class WindsForm {
  /** @param page {picture, setWinds(layers)} */
  constructor(page) {
    this.page = page;
    this.text = document.getElementById('winds');
    this.note = document.getElementById('winds-note');
    this.filledFrom = 0; // the line of the audit that the form shows
    document.getElementById('winds-actions').append(twoStepButton('set winds', 'set winds', () => this.order()));
  }

  /** What was last ordered stands in the form, until somebody writes there. */
  show() {
    const last = [...this.page.picture.audit.values()]
      .filter(({ what, rejected }) => what === 'SetWinds' && rejected === '')
      .reduce((a, b) => (a === null || b.number > a.number ? b : a), null);
    if (last === null || last.number === this.filledFrom || document.activeElement === this.text) return;
    this.filledFrom = last.number;
    this.text.value = last.value === 'still air' ? '' : last.value.replaceAll('FL', '').replaceAll(', ', '\n');
    this.note.textContent = `set by ${last.user}`;
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
