/** The alarms as a supervisor works with them: each is acknowledged, or shelved with an end and a reason. */
import { STATE, joinedAlarms, keyOf } from './alarm-list.js';
import { Table } from './table.js';
import { twoStepButton } from './two-step.js';

const MINUTES = [15, 60, 240, 720];
const ACTIONS = 5; // the column

export class AlarmTable {
  /** @param page {picture, group, acknowledge(alarm), shelve(alarm, minutes, reason), unshelve(alarm)} */
  constructor(page) {
    this.page = page;
    this.alarms = new Map(); // by key, as shown
    this.table = new Table(
      document.getElementById('alarms'),
      ['since', 'alarm', 'of', 'what', 'state', ''].map((head) => ({ head })),
    );
    this.summary = document.getElementById('alarm-summary');
    this.form = new ShelfForm(page);
  }

  show(now) {
    const { picture, group } = this.page;
    const alarms = joinedAlarms(group.replay ? [] : group.told(now), picture.alarmList, picture.time);
    this.alarms = new Map(alarms.map((alarm) => [keyOf(alarm), alarm]));
    this.table.show(alarms.map((alarm) => this.row(alarm)));
    const open = alarms.filter(({ state }) => state === STATE.NEW || state === STATE.ENDED).length;
    const shelved = alarms.filter(({ state }) => state === STATE.SHELVED).length;
    const words = alarms.length === 0 ? 'none' : `${open} not acknowledged, ${alarms.length} in all, ${shelved} shelved`;
    if (this.summary.textContent !== words) this.summary.textContent = words;
  }

  row(alarm) {
    const { state, urgent, kind, subject } = alarm;
    const tone = state === STATE.NEW ? (urgent ? 'bad' : 'doubtful') : state === STATE.ENDED ? 'quiet ended' : 'quiet';
    return {
      key: keyOf(alarm),
      className: `${tone} ${state === STATE.SHELVED ? 'shelved' : ''}`,
      made: (row) => this.actions(row, keyOf(alarm)),
      cells: [clock(alarm.since), kind, subject, alarm.text, stateWords(alarm), null],
    };
  }

  actions(row, key) {
    // The row is there as long as its alarm is: what is clicked is what is shown.
    const shown = () => this.alarms.get(key);
    const acknowledge = button('acknowledge', `acknowledge ${key}`, () => this.page.acknowledge(shown()));
    const shelve = button('shelve', `shelve ${key}`, () => this.form.open(shown()));
    const unshelve = twoStepButton('end shelving', `end shelving of ${key}`, () => this.page.unshelve(shown()));
    acknowledge.className = 'for-new';
    shelve.className = `for-open ${shown().mayBeShelved ? '' : 'never'}`;
    unshelve.classList.add('for-shelved');
    row.cells[ACTIONS].append(acknowledge, shelve, unshelve);
  }
}

/** How long, and why. */
class ShelfForm {
  constructor(page) {
    this.page = page;
    this.form = document.getElementById('shelf');
    this.of = this.form.querySelector('b');
    this.minutes = this.form.querySelector('select');
    this.reason = this.form.querySelector('input');
    for (const minutes of MINUTES) {
      this.minutes.add(new Option(minutes < 60 ? `${minutes} min` : `${minutes / 60} h`, String(minutes)));
    }
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.page.shelve(this.alarm, Number(this.minutes.value), this.reason.value.trim());
      this.form.hidden = true;
    });
    this.form.addEventListener('reset', () => {
      this.form.hidden = true;
    });
  }

  open(alarm) {
    this.alarm = alarm;
    this.of.textContent = `${alarm.kind} ${alarm.subject}`;
    this.form.hidden = false;
    this.reason.value = '';
    this.reason.focus();
  }
}

function stateWords({ state, ended, attention, heardAgo }) {
  const words = {
    [STATE.NEW]: () => 'NEW',
    [STATE.ENDED]: () => `ended ${clock(ended)}, not acknowledged`,
    [STATE.ACKNOWLEDGED]: () => `acknowledged ${clock(attention.acknowledgedMicros)} by ${who(attention.acknowledgedBy, attention.acknowledgedAt)}`,
    [STATE.SHELVED]: () =>
      `shelved until ${clock(attention.shelvedUntilMicros).slice(0, 5)} by ${who(attention.shelvedBy, attention.shelvedAt)}: ${attention.shelfReason}`,
  }[state]();
  return heardAgo === 0 ? words : `${words} · told ${Math.round(heardAgo / 1000)} s ago`;
}

function who(user, position) {
  return position === '' ? user : `${user} (${position})`;
}

function button(text, label, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.setAttribute('aria-label', label);
  made.addEventListener('click', act);
  return made;
}

/** The time of day, UTC. */
export function clock(micros) {
  return new Date(Number(micros / 1000n)).toISOString().slice(11, 19);
}
