/** The flight plan window: the full plan, its route with times, the log of orders. */
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
      ...filed(flight.filed),
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
      flight.orders.map((order) => [
        order.timeMicros === 0n ? '' : new Date(Number(order.timeMicros / 1000n)).toISOString().slice(11, 19),
        order.what,
        order.value,
        `${order.sector} ${order.user}`,
      ]),
      [],
    );
  }
}

/** Actual times that messages told. */
function times(flight) {
  return [
    ['ATD', hourMinute(flight.departureTimeMicros)],
    ['ATA', hourMinute(flight.arrivalTimeMicros)],
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
