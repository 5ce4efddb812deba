/**
 * The flight plan window: the full plan, its route with times, the log of orders. What the picture does
 * not carry, the earlier orders and field 19, is asked of a replica.
 */
import { levelText } from './label.js';
import { crossing } from './liaison.js';
import { squawk } from './picture.js';
import { hourMinute } from './tools-layer.js';

const LIFECYCLE = ['', 'filed', 'coordinated', 'active', 'terminated'];
const ENDING = ['', 'landed', 'cancelled', 'expired', 'left', 'ended by a controller'];

export class PlanWindow {
  constructor(desk) {
    this.desk = desk;
    this.element = document.getElementById('plan');
    this.flight = null;
    this.shownVersion = null;
    this.whole = null; // the flight as answered
    this.element.querySelector('.panel-close').addEventListener('click', () => this.close());
  }

  open(flight) {
    this.flight = flight.id;
    this.shownVersion = null;
    this.element.hidden = false;
    this.show();
  }

  close() {
    this.flight = null;
    this.element.hidden = true;
  }

  show() {
    if (this.flight === null) return;
    const flight = this.desk.picture.flights.get(this.flight);
    if (flight === undefined) {
      this.close();
      return;
    }
    if (this.shownVersion === flight) return;
    this.shownVersion = flight;
    this.ask(flight);
    this.fill(flight);
  }

  async ask({ id, version }) {
    const { desk } = this;
    if (desk.replay.active) return;
    const { frame } = await desk.feed.ask(desk.wire.encodeQuestion('flight', id));
    const whole = frame && desk.wire.readFrame(frame).flights.find((one) => one.id === id && one.version >= version);
    if (whole === undefined || this.flight !== id) return;
    this.whole = whole;
    this.fill(this.shownVersion);
  }

  /** @param flight as the picture has it, which was voted */
  fill(flight) {
    const whole = this.whole?.id === flight.id ? this.whole : flight;
    const earlier = ordersBefore(flight, whole);
    const key = flight.key;
    this.element.querySelector('.panel-title').textContent = `${key.callsign} flight plan`;
    this.element.querySelector('.panel-count').textContent = ENDING[flight.ending] || (LIFECYCLE[flight.lifecycle] ?? '');
    fill(this.element.querySelector('#plan-fields'), [
      ['from', key.departure],
      ['to', key.destination],
      ['EOBT', hourMinute(key.offBlockTimeMicros)],
      ...times(flight),
      ['type', `${number(flight.filed)}${flight.aircraftType}/${flight.wakeCategory}`],
      ['rules', `${flight.flightRules}${flight.filed?.flightType ?? ''}`],
      ...filed(flight.filed ?? whole.filed),
      ['supplementary', whole.filed?.supplementary ?? ''],
      ['squawk', squawk(flight.mode3a)],
      ['RFL', flight.requestedLevel === undefined ? '' : levelText(flight.requestedLevel)],
      ['CFL', flight.clearedLevel === undefined ? '' : levelText(flight.clearedLevel)],
      ['control', flight.controllingSector || 'no one'],
      ['next', flight.nextSector],
      ['offered to', flight.offeredTo],
      ['note', flight.note],
      ['off route', flight.offRoute ? 'straight to the next point' : ''],
      ['rate', flight.feetPerMinute === 0 ? '' : `${flight.feetPerMinute} ft/min`],
      ['cleared route', flight.clearedRoute],
      ['hold', flight.holdFix],
      ['agreed', flight.agreed.map(crossing).join(', ')],
      ['proposed', flight.proposals.map(crossing).join(', ')],
      ['plan change', flight.planChange?.text ?? ''],
      ['address', flight.address === undefined ? '' : flight.address.toString(16).toUpperCase().padStart(6, '0')],
    ]);
    this.element.querySelector('#plan-route').textContent = flight.routeAsFiled;
    const failed = flight.failedElement === 0 ? '' : `expansion stopped at element ${flight.failedElement}`;
    this.element.querySelector('#plan-failed').textContent = failed;
    rows(
      this.element.querySelector('#plan-points'),
      flight.route.map((point) => [point.name, hourMinute(point.timeMicros), point.level === undefined ? '' : levelText(point.level)]),
      flight.route.map((point) => (point.passed ? 'passed' : '')),
    );
    rows(
      this.element.querySelector('#plan-orders'),
      [...earlier, ...flight.orders].map((order) => [
        order.timeMicros === 0n ? '' : new Date(Number(order.timeMicros / 1000n)).toISOString().slice(11, 19),
        order.what,
        order.value,
        `${order.sector} ${order.user}`,
      ]),
      [],
    );
    const before = flight.ordersBefore - earlier.length;
    this.element.querySelector('#plan-before').textContent = before > 0 ? `${before} earlier orders` : '';
  }
}

/** Those of an answer that are earlier than the ones the picture carries. */
function ordersBefore(flight, whole) {
  return whole.orders.slice(0, Math.max(0, flight.ordersBefore - whole.ordersBefore));
}

/** Actual times that messages told. */
function times(flight) {
  return [
    ['ATD', hourMinute(flight.departureTimeMicros)],
    ['ATA', hourMinute(flight.arrivalTimeMicros)],
    ['diverted to', flight.arrivalAerodrome === flight.key.destination ? '' : flight.arrivalAerodrome],
  ];
}

/** How many fly in formation, where more than one does (field 9a). */
function number(plan) {
  return plan !== undefined && plan.aircraftCount > 1 ? plan.aircraftCount : '';
}

/** Fields 10, 15, 16 and 18 as filed. */
function filed(plan) {
  if (plan === undefined) return [];
  const minutes = plan.elapsedMinutes;
  const two = (value) => String(value).padStart(2, '0');
  return [
    ['equipment', plan.equipment],
    ['speed, level', `${plan.speed} ${plan.level}`],
    ['EET', minutes === 0 ? '' : `${two(Math.floor(minutes / 60))}${two(minutes % 60)}`],
    ['alternates', plan.alternates.join(' ')],
    ['other', plan.other],
  ];
}

function fill(list, pairs) {
  list.replaceChildren(
    ...pairs
      .filter(([, value]) => value !== '')
      .flatMap(([name, value]) => {
        const term = document.createElement('dt');
        term.textContent = name;
        const detail = document.createElement('dd');
        detail.textContent = value;
        return [term, detail];
      }),
  );
}

function rows(body, texts, classes) {
  body.replaceChildren(
    ...texts.map((cells, index) => {
      const row = document.createElement('tr');
      row.className = classes[index] ?? '';
      for (const text of cells) row.insertCell().textContent = text;
      return row;
    }),
  );
}
