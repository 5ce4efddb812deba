/** The keyboard, wherever no field or menu has it: what the hand on the mouse does, without a mouse. */

const RANGES = [20, 40, 60, 90, 130, 200]; // nautical miles, keys 1 to 6
const PAN = 60; // px

/** Keys of the fields of a label. */
const FIELDS = Object.freeze({ m: 'callsign', l: 'level', h: 'heading', s: 'speed', x: 'exit' });

/** The field whose menu a key opens, if it is such a key, pressed alone. */
export function fieldOfKey({ key, ctrlKey, altKey, metaKey }) {
  return ctrlKey || altKey || metaKey ? undefined : FIELDS[key.toLowerCase()];
}

export class Keys {
  constructor(desk) {
    this.desk = desk;
    const toolbar = (setting) => desk.toolbar.set(setting, !desk.settings[setting]);
    this.acts = {
      '/': () => desk.commandLine.open(),
      f: () => desk.commandLine.open(),
      a: () => desk.acknowledgeAll(),
      v: () => toolbar('showVertical'),
      p: () => desk.openPlan(desk.subjectOf(desk.selected)?.flight),
      Escape: () => desk.clearTools(),
      '+': () => this.zoom(0.8),
      '-': () => this.zoom(1.25),
      ArrowLeft: () => this.pan(PAN, 0),
      ArrowRight: () => this.pan(-PAN, 0),
      ArrowUp: () => this.pan(0, PAN),
      ArrowDown: () => this.pan(0, -PAN),
    };
    for (const [key, field] of Object.entries(FIELDS)) this.acts[key] = () => this.openField(field);
    RANGES.forEach((range, index) => {
      this.acts[String(index + 1)] = () => this.see((view) => view.setRange(range));
    });
    addEventListener('keydown', (event) => this.down(event));
    addEventListener('keyup', (event) => {
      if (event.key.toLowerCase() === 'q') this.look(false);
    });
    addEventListener('blur', () => this.look(false));
  }

  down(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest('input, select, .menu')) return;
    if (event.key.toLowerCase() === 'q') this.look(true);
    const act = this.acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  /** The menu of a field of the selected flight. */
  openField(field) {
    const { desk } = this;
    const subject = desk.subjectOf(desk.selected);
    if (subject === undefined) return;
    const at = desk.scope.locate(desk.picture.nameOf(subject.track), field) ?? desk.screenOf(subject);
    desk.actions.open(subject, field, at.x, at.y);
  }

  /** While held, every label is whole. */
  look(held) {
    if (this.desk.quickLook === held) return;
    this.desk.quickLook = held;
    this.desk.redraw();
  }

  zoom(factor) {
    this.see((view) => view.zoom(factor, view.width / 2, view.height / 2));
  }

  pan(dx, dy) {
    this.see((view) => view.pan(dx, dy));
  }

  see(change) {
    change(this.desk.view);
    this.desk.viewChanged();
    this.desk.redraw();
  }
}
