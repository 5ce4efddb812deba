/** The lists at the sides: inbound, assumed, departures, alerts, messages. */
import { CONTROL, controlOf, entryInto, exitOf } from './control.js';
import { levelText } from './label.js';
import { fieldOfKey } from './keys.js';
import { pairText } from './traffic-layer.js';
import { STCA, alertWord } from './subjects.js';
import { Table } from './table.js';
import { hourMinute } from './tools-layer.js';

const MESSAGES_KEPT = 6;
const DEPARTURES_AHEAD_MICROS = 60n * 60_000_000n;
const DEPARTURES_LATE_MICROS = 30n * 60_000_000n;

/** Columns that are fields of the label, which have menus. */
const INBOUND_FIELDS = Object.freeze({ 2: 'exit', 4: 'exit', 5: 'sector' });
const ASSUMED_FIELDS = Object.freeze({ 1: 'level', 2: 'level', 3: 'exit', 4: 'exit', 5: 'sector' });
const FIELD_TITLES = Object.freeze({ level: 'Level…', exit: 'Where and how high it is handed over…', sector: 'Transfer…' });

export class Lists {
  constructor(desk) {
    this.desk = desk;
    this.inbound = table('inbound', ['callsign', 'type', 'entry', 'time', 'PEL', 'from']);
    this.assumed = table('assumed', ['callsign', 'AFL', 'CFL', 'XFL', 'exit', 'next']);
    this.departures = table('departures', ['callsign', 'type', 'ADEP', 'EOBT', 'RFL', 'ADES']);
    this.alerts = table('alerts', ['alert', 'between', 'least', 'time', '']);
    this.messages = [];
  }

  show() {
    const { picture, position } = this.desk;
    const now = BigInt(Math.round(picture.time)) * 1000n;
    const inbound = [];
    const assumed = [];
    const departures = [];
    for (const flight of picture.flights.values()) {
      const control = controlOf(flight, position.sectors, picture.time);
      if (control === CONTROL.NOTIFIED || control === CONTROL.OFFERED) {
        inbound.push({ flight, control, entry: entryInto(flight, position.sectors, now) });
      } else if (control === CONTROL.ASSUMED || control === CONTROL.LEAVING) {
        assumed.push({ flight, control });
      }
      if (isDeparture(flight, now, position.sectors)) departures.push(flight);
    }
    this.showInbound(inbound);
    this.showAssumed(assumed);
    this.showDepartures(departures);
    this.showAlerts();
  }

  showInbound(rows) {
    rows.sort((a, b) => order(a.entry?.entryMicros ?? 0n, b.entry?.entryMicros ?? 0n) || byCallsign(a.flight, b.flight));
    count('inbound', rows.length);
    this.inbound.show(
      rows.map(({ flight, control, entry }) => ({
        key: flight.id,
        className: control === CONTROL.OFFERED ? 'offered' : 'notified',
        made: (row) => this.flightRow(row, flight.id, INBOUND_FIELDS),
        note: this.noteOf(flight),
        cells: [
          flight.key.callsign,
          flight.aircraftType,
          entry?.entryPoint ?? '',
          entry === undefined ? '' : hourMinute(entry.entryMicros),
          levelOrNothing(entry?.level ?? flight.entryLevel),
          flight.controllingSector || flight.key.departure,
        ],
      })),
    );
  }

  showAssumed(rows) {
    rows.sort((a, b) => byCallsign(a.flight, b.flight));
    count('assumed', rows.length);
    this.assumed.show(
      rows.map(({ flight, control }) => {
        const track = this.desk.picture.trackOf(flight);
        const exit = exitOf(flight);
        return {
          key: flight.id,
          className: control === CONTROL.LEAVING ? 'leaving' : 'assumed',
          made: (row) => this.flightRow(row, flight.id, ASSUMED_FIELDS),
          note: this.noteOf(flight),
          cells: [
            flight.key.callsign,
            track === undefined ? '---' : levelText(track.level) + tendency(track.rate),
            levelOrNothing(flight.clearedLevel),
            exit === undefined || exit.level === 0 ? '' : levelText(exit.level),
            exit?.point ?? '',
            control === CONTROL.LEAVING ? `→${flight.offeredTo}` : flight.nextSector,
          ],
        };
      }),
    );
  }

  showDepartures(flights) {
    flights.sort((a, b) => order(a.key.offBlockTimeMicros, b.key.offBlockTimeMicros) || byCallsign(a, b));
    count('departures', flights.length);
    this.departures.show(
      flights.slice(0, 12).map((flight) => ({
        key: flight.id,
        className: 'departure',
        made: (row) => this.flightRow(row, flight.id),
        note: this.noteOf(flight),
        cells: [
          flight.key.callsign,
          flight.aircraftType,
          flight.key.departure,
          hourMinute(flight.key.offBlockTimeMicros),
          levelOrNothing(flight.requestedLevel),
          flight.key.destination,
        ],
      })),
    );
  }

  showAlerts() {
    const { picture } = this.desk;
    const alerts = [...picture.alerts.values()].sort(
      (a, b) => Number(b.infringed) - Number(a.infringed) || a.violationMillis - b.violationMillis || a.id - b.id,
    );
    count('alerts', alerts.length);
    document.getElementById('alerts').classList.toggle('empty', alerts.length === 0);
    this.alerts.show(
      alerts.map((alert) => {
        const names = [alert.trackA, alert.trackB]
          .map((number) => picture.tracks.get(number))
          .filter((track) => track !== undefined)
          .map((track) => picture.nameOf(track));
        const { word, urgent } = alertWord(alert, picture.tracks.get(alert.trackA));
        const conflict = alert.kind === STCA;
        const timed = conflict || alert.infringed || alert.violationMillis > 0;
        const distances = [
          conflict || alert.leastDistanceMetres > 0 ? `${(alert.leastDistanceMetres / 1852).toFixed(1)} NM` : '',
          conflict || alert.leastVerticalFeet !== 0 ? `${alert.leastVerticalFeet} ft` : '',
        ];
        const least = [alert.text, ...distances].filter((part) => part !== '').join(' ');
        return {
          key: alert.id,
          className: `${urgent ? 'urgent' : 'warning'}${alert.acknowledged ? '' : ' new'}`,
          made: (row) => this.alertRow(row, alert.id),
          title: `${word} ${names.join(' ')} ${least}`,
          cells: [word, names.join(' '), least, timed ? pairText(alert, picture.time).replace(/^\S+ NM /, '') : '', alert.acknowledged ? '✓' : null],
        };
      }),
    );
  }

  alertRow(row, id) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Ack';
    button.setAttribute('aria-label', 'Acknowledge alert');
    button.addEventListener('click', () => {
      const alert = this.desk.picture.alerts.get(id);
      if (alert !== undefined) this.desk.actions.acknowledgeAlert(alert);
    });
    row.cells[4].append(button);
    row.element.addEventListener('click', () => this.desk.select(this.desk.picture.alerts.get(id)?.trackA));
  }

  /**
   * A row is the flight: click selects, double click does the default, right click is its menu; a click
   * on a cell that is a field of the label, or the field's key, is that field's menu.
   */
  flightRow(row, id, fields = {}) {
    const flight = () => this.desk.picture.flights.get(id);
    const button = document.createElement('button');
    button.type = 'button';
    const { callsign } = flight().key;
    button.textContent = callsign;
    button.setAttribute('aria-label', `Flight ${callsign}`);
    row.cells[0].append(button);
    row.texts[0] = callsign;
    for (const [column, field] of Object.entries(fields)) this.fieldCell(row.cells[column], field, flight);
    row.element.addEventListener('click', () => this.desk.selectFlight(flight()));
    row.element.addEventListener('dblclick', () => this.withSubject(flight(), (s) => this.desk.actions.doDefault(s)));
    row.element.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      this.withSubject(flight(), (subject) => this.desk.actions.callsignMenu(subject, event.clientX, event.clientY));
    });
    row.element.addEventListener('keydown', (event) => {
      const menuKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
      const field = menuKey ? 'callsign' : fieldOfKey(event);
      if (field === undefined) return;
      event.preventDefault();
      event.stopPropagation(); // of this flight, not of the one selected
      const box = row.element.getBoundingClientRect();
      this.withSubject(flight(), (subject) => this.desk.actions.open(subject, field, box.left + 30, box.bottom));
    });
  }

  fieldCell(cell, field, flight) {
    cell.classList.add('field');
    cell.title = FIELD_TITLES[field];
    cell.addEventListener('click', (event) => {
      event.stopPropagation();
      if (flight()?.track) this.desk.select(flight().track);
      this.withSubject(flight(), (subject) => this.desk.actions.open(subject, field, event.clientX, event.clientY));
    });
  }

  /** Orders on a flight that are on their way, or what was said against one: also where no label is. */
  noteOf(flight) {
    const { orders } = this.desk;
    const said = orders.noteOf(flight.id);
    if (said !== undefined) return said;
    const pending = orders.pendingOf(flight.id);
    return pending === undefined ? '' : [...pending.values()].map((order) => `… ${order.label}`).join(' ');
  }

  withSubject(flight, act) {
    if (flight === undefined) return;
    const track = this.desk.picture.trackOf(flight);
    const control = controlOf(flight, this.desk.position.sectors, this.desk.picture.time);
    const subject = this.desk.subjectOf(flight.track) ?? { flight, control, alerts: [], track: track ?? NO_TRACK };
    act(subject);
  }

  said(text, tone) {
    const time = this.desk.picture.time;
    const at = time === null ? '' : new Date(time).toISOString().slice(11, 19);
    this.messages.push({ at, text, tone });
    if (this.messages.length > MESSAGES_KEPT) this.messages.shift();
    const list = document.getElementById('messages-list');
    list.replaceChildren(
      ...this.messages.map((message) => {
        const item = document.createElement('li');
        item.className = message.tone ?? '';
        item.textContent = `${message.at} ${message.text}`;
        return item;
      }),
    );
    document.getElementById('messages').hidden = false;
  }
}

const NO_TRACK = { number: 0, level: null, vx: 0, vy: 0, rate: 0, mode3a: null, callsign: '', status: 0 };

/** A flight that will leave soon and come through our sectors. */
function isDeparture(flight, now, mine) {
  if (flight.track !== 0 || flight.lifecycle > 2) return false;
  if (mine.size > 0 && !flight.sectors.some((entry) => mine.has(entry.sector))) return false;
  const until = flight.key.offBlockTimeMicros - now;
  return until > -DEPARTURES_LATE_MICROS && until < DEPARTURES_AHEAD_MICROS;
}

function table(panel, heads) {
  return new Table(
    document.querySelector(`#${panel} table`),
    heads.map((head) => ({ head })),
  );
}

function count(panel, number) {
  document.querySelector(`#${panel} .panel-count`).textContent = String(number);
}

function order(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byCallsign(a, b) {
  return order(a.key.callsign, b.key.callsign);
}

function levelOrNothing(level) {
  return level === undefined ? '' : levelText(level);
}

function tendency(rate) {
  return rate > 300 ? '↑' : rate < -300 ? '↓' : '';
}
