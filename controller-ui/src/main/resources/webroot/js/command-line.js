/**
 * The command line: `DLH4YT` finds a flight; `DLH4YT C350`, `H090`, `S250`, `M78`, `D KPT`,
 * `ASSUME`, `ACCEPT`, `TRANSFER [SECTOR]` give an order.
 */
export class CommandLine {
  constructor(desk) {
    this.desk = desk;
    this.form = document.getElementById('command');
    this.input = document.getElementById('command-text');
    this.answer = document.getElementById('command-answer');
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.run(this.input.value.trim().toUpperCase());
    });
    this.input.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Escape') this.close();
    });
  }

  open() {
    this.form.hidden = false;
    this.answer.textContent = '';
    this.input.value = '';
    this.input.focus();
  }

  close() {
    this.form.hidden = true;
    this.input.blur();
  }

  run(text) {
    const [callsign, ...words] = text.split(/\s+/);
    const problem = callsign === '' ? null : this.perform(callsign, words);
    if (problem === null) this.close();
    else this.answer.textContent = problem;
  }

  /** @returns what is wrong, in words, or null */
  perform(callsign, words) {
    const { picture, actions } = this.desk;
    const track = [...picture.tracks.values()].find((one) => picture.nameOf(one).toUpperCase() === callsign);
    const flight = [...picture.flights.values()].find((one) => one.key?.callsign === callsign);
    if (track === undefined && flight === undefined) return `no ${callsign} on the picture`;
    if (words.length === 0) {
      if (track !== undefined) this.desk.find(track.number);
      else this.desk.openPlan(flight);
      return null;
    }
    if (flight === undefined) return `${callsign} has no flight plan`;
    const [word] = words;
    const number = Number(word.slice(1));
    const subject = { flight, track };
    if (/^C\d+$/.test(word)) actions.clearLevel(flight, number);
    else if (/^H\d+$/.test(word)) actions.assignHeading(flight, number);
    else if (/^S\d+$/.test(word)) actions.assignSpeed(flight, { knotsIas: number, machHundredths: 0 });
    else if (/^M\d+$/.test(word)) actions.assignSpeed(flight, { knotsIas: 0, machHundredths: number });
    else if (word === 'D' && words[1] !== undefined) actions.clearDirect(flight, words[1]);
    else if (word === 'TRANSFER') actions.transfer(flight, words[1] ?? '');
    else if (word === 'ASSUME' || word === 'ACCEPT' || word === 'RECALL' || word === 'REJECT') {
      actions.perform(word.toLowerCase(), subject);
    } else return `"${words.join(' ')}" is no order: C350 H090 S250 M78 D POINT ASSUME ACCEPT TRANSFER`;
    return null;
  }
}
