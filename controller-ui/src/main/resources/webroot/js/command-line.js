/**
 * The command line: `DLH4YT` finds a flight; `DLH4YT C350` gives an order (order-words.js). It stays
 * until the order is answered, so that a rejection stands where the order was given.
 */
import { createByWords, giveByWords, usages } from './order-words.js';

export class CommandLine {
  constructor(desk) {
    this.desk = desk;
    this.form = document.getElementById('command');
    this.input = document.getElementById('command-text');
    this.answer = document.getElementById('command-answer');
    this.given = 0;
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.run(this.input.value.trim().toUpperCase());
    });
    this.input.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Escape') this.close();
    });
  }

  /** @param text what already stands there, for an order that a menu could not say whole */
  open(text = '') {
    this.given++;
    this.form.hidden = false;
    this.say('', false);
    this.input.value = text;
    this.input.focus();
  }

  close() {
    this.form.hidden = true;
    this.input.blur();
  }

  say(words, isWrong) {
    this.answer.textContent = words;
    this.answer.classList.toggle('wrong', isWrong);
  }

  async run(text) {
    const number = ++this.given;
    if (text === '?') {
      this.say(usages(), false);
      return;
    }
    const done = text === '' ? null : this.perform(text.split(/\s+/));
    if (done === null) this.close();
    else if (typeof done === 'string') this.say(done, true);
    else {
      this.say('given…', false);
      this.input.blur();
      const { rejected } = await done;
      if (this.given !== number) return; // another was given meanwhile; the messages have this one's answer
      if (rejected === undefined) this.close();
      else this.say(rejected, true);
    }
  }

  /** @returns null when done, what is wrong in words, or a promise of an order's outcome */
  perform([callsign, ...words]) {
    const { picture, actions } = this.desk;
    if (callsign === 'NEW') return createByWords(actions, words);
    const track = [...picture.tracks.values()].find((one) => picture.nameOf(one).toUpperCase() === callsign);
    const flight = (track && picture.flightOf(track)) ?? picture.flightNamed(callsign);
    if (track === undefined && flight === undefined) return `no ${callsign} on the picture`;
    if (words.length > 0) {
      return flight === undefined ? `${callsign} has no flight plan` : giveByWords(actions, flight, words);
    }
    if (track !== undefined) this.desk.find(track.number);
    else this.desk.openPlan(flight);
    return null;
  }
}
