/**
 * What the canvas shows, in words: the content of the scope's canvas element for keyboards and
 * screen readers. Each flight is a button that opens its menu where its label stands.
 */
import { CONTROL } from './control.js';
import { levelText } from './label.js';

const SHOWN = 120;
const EVERY_MILLIS = 1000;

export class AccessibleList {
  constructor(desk, element) {
    this.desk = desk;
    this.element = element;
    this.buttons = new Map();
    this.shownAt = 0;
  }

  show(subjects, now) {
    if (now - this.shownAt < EVERY_MILLIS) return;
    this.shownAt = now;
    const listed = [...subjects]
      .sort((a, b) => b.rank - a.rank || a.id - b.id)
      .slice(0, SHOWN);
    const present = new Set(listed.map((subject) => subject.id));
    for (const [id, button] of this.buttons) {
      if (present.has(id)) continue;
      button.remove();
      this.buttons.delete(id);
    }
    for (const subject of listed) {
      const button = this.buttons.get(subject.id) ?? this.add(subject.id);
      const words = this.words(subject);
      if (button.textContent !== words) button.textContent = words;
    }
  }

  add(id) {
    const button = document.createElement('button');
    button.type = 'button';
    button.addEventListener('click', () => {
      const subject = this.desk.subjectOf(id);
      if (subject === undefined) return;
      const at = this.desk.screenOf(subject);
      this.desk.actions.callsignMenu(subject, at.x, at.y);
    });
    button.addEventListener('focus', () => this.desk.select(id));
    this.buttons.set(id, button);
    this.element.append(button);
    return button;
  }

  words(subject) {
    const { track, flight, control, alerts } = subject;
    const parts = [this.desk.picture.nameOf(track)];
    if (control !== CONTROL.UNCONCERNED) parts.push(control);
    parts.push(`level ${levelText(track.level)}`);
    if (flight?.clearedLevel !== undefined) parts.push(`cleared ${levelText(flight.clearedLevel)}`);
    for (const { word } of alerts) parts.push(word);
    return parts.join(', ');
  }
}
