/** What can be done with a flight from its label or its row: the menus, and the orders they give. */
import { CONTROL, defaultAction } from './control.js';
import { levelText } from './label.js';
import { Liaison } from './liaison.js';
import { openMenu } from './menus.js';
import { groundSpeedKnots, squawk, trackAngleDegrees } from './picture.js';

const LEVELS_AROUND = 12;

/** Orders that need no more than the flight. */
const SIMPLE = Object.freeze({
  assume: 'assumeFlight',
  accept: 'acceptTransfer',
  recall: 'recallTransfer',
  reject: 'rejectTransfer',
});

export class Actions {
  /** @param desk {picture, orders, tools, position, select(track), openPlan(flight), releaseLabel(id)} */
  constructor(desk) {
    this.desk = desk;
    this.liaison = new Liaison(this);
  }

  /** A click on a label's field. */
  open(subject, field, x, y) {
    const { flight } = subject;
    if (flight === undefined || field === 'callsign' || field === 'label' || field === 'sector') {
      this.callsignMenu(subject, x, y);
    } else if (field === 'level') this.levelMenu(subject, x, y);
    else if (field === 'heading') this.headingMenu(subject, x, y);
    else if (field === 'speed' || field === 'assignedSpeed') this.speedMenu(subject, x, y);
    else if (field === 'exit') this.liaison.crossingMenu(subject, x, y);
    else if (field === 'rate') this.liaison.rateMenu(flight, x, y);
    else if (field === 'note') this.desk.commandLine.open(`${flight.key.callsign} NOTE ${flight.note}`);
    else if (field === 'alert') this.acknowledge(subject);
    else this.desk.openPlan(flight);
  }

  /** Double or right click on the callsign: the default at once. */
  doDefault(subject) {
    if (subject.flight === undefined) return;
    this.perform(defaultAction(subject.control, subject.flight), subject);
  }

  callsignMenu(subject, x, y) {
    const { flight, control } = subject;
    const items = flight === undefined ? this.trackItems(subject) : this.flightItems(subject);
    const wanted = flight === undefined ? 'select' : defaultAction(control, flight);
    const at = items.findIndex((item) => item.value === wanted);
    if (at >= 0) items[at].isDefault = true;
    const title = this.desk.picture.nameOf(subject.track);
    openMenu({ title, x, y, items, pick: (value) => this.perform(value, subject) });
  }

  flightItems({ flight, control }) {
    const items = [];
    const add = (text, value) => items.push({ text, value });
    if (control === CONTROL.OFFERED) {
      add(`Accept from ${flight.controllingSector || 'no one'}`, 'accept');
      add('Reject', 'reject');
    } else if (control === CONTROL.LEAVING) add(`Recall from ${flight.offeredTo}`, 'recall');
    else if (control === CONTROL.ASSUMED) {
      if (flight.nextSector !== '') add(`Transfer to ${flight.nextSector}`, 'transfer');
      add('Transfer to…', 'transferTo');
    } else if (this.desk.position.sectors.size > 0) add('Assume', 'assume');
    if (control === CONTROL.ASSUMED) {
      add('Level…', 'level');
      add('Heading…', 'heading');
      add('Direct to…', 'direct');
      add('Speed…', 'speed');
    }
    for (const item of this.liaison.items({ flight, control })) add(item.text, item.act);
    add('Flight plan', 'plan');
    add('Route', 'route');
    if (this.desk.isLabelDragged(flight.track)) add('Label: automatic', 'release');
    if (flight.track !== 0 && control === CONTROL.ASSUMED) add('Decorrelate', 'decorrelate');
    return items;
  }

  trackItems({ track }) {
    const items = [{ text: 'Select', value: 'select' }];
    if (this.desk.isLabelDragged(track.number)) items.push({ text: 'Label: automatic', value: 'release' });
    if (this.desk.position.sectors.size > 0) {
      items.push({ text: 'Correlate with…', value: 'correlate' }, { text: 'New flight…', value: 'create' });
    }
    return items;
  }

  perform(action, subject, at = lastPointer) {
    const { flight, track } = subject;
    if (typeof action === 'function') {
      action(at.x, at.y);
      return;
    }
    if (SIMPLE[action] !== undefined) {
      this.simple(action, flight);
      return;
    }
    switch (action) {
      case 'transfer':
        this.transfer(flight, '');
        break;
      case 'transferTo':
        this.transferMenu(subject, at.x, at.y);
        break;
      case 'level':
        this.levelMenu(subject, at.x, at.y);
        break;
      case 'heading':
        this.headingMenu(subject, at.x, at.y);
        break;
      case 'speed':
        this.speedMenu(subject, at.x, at.y);
        break;
      case 'direct':
        this.directMenu(subject, at.x, at.y);
        break;
      case 'route':
        this.desk.toggleRoute(flight.id);
        break;
      case 'release':
        this.desk.releaseLabel(track.number);
        break;
      case 'decorrelate':
        this.decorrelate(flight);
        break;
      case 'create':
        this.desk.select(track.number);
        this.desk.commandLine.open(`NEW ${track.callsign} V `);
        break;
      case 'correlate':
        this.correlateMenu(subject, at.x, at.y);
        break;
      case 'select':
        this.desk.select(track.number);
        break;
      default:
        this.desk.openPlan(flight);
    }
  }

  simple(action, flight) {
    return this.order(flight, SIMPLE[action], {}, 'callsign', `${action}…`, action);
  }

  transfer(flight, sector) {
    const to = sector === '' ? flight.nextSector : sector;
    return this.order(flight, 'initiateTransfer', { toSector: sector }, 'callsign', `→${to}…`, `transfer to ${to}`);
  }

  transferMenu({ flight }, x, y) {
    const own = this.desk.picture.map.sectors.find((sector) => sector.id === flight.controllingSector);
    const items = (own?.neighbours ?? []).map((id) => ({
      text: id,
      value: id,
      isDefault: id === flight.nextSector,
    }));
    openMenu({
      title: `${flight.key.callsign} transfer to`,
      x,
      y,
      items,
      pick: (sector) => this.transfer(flight, sector),
    });
  }

  levelMenu({ flight, track }, x, y) {
    const present = flight.clearedLevel ?? Math.round((track.level ?? 200) / 10) * 10;
    const around = Math.round(present / 10) * 10;
    const items = [];
    for (let level = around + 10 * LEVELS_AROUND; level >= around - 10 * LEVELS_AROUND; level -= 10) {
      if (level < 10 || level > 600) continue;
      items.push({
        text: levelText(level),
        value: level,
        isDefault: level === around,
        isCurrent: level === flight.clearedLevel,
      });
    }
    openMenu({
      title: `${flight.key.callsign} level`,
      x,
      y,
      items,
      digits: (text) => wholeBetween(text, 10, 600),
      pick: (level) => this.clearLevel(flight, level),
    });
  }

  clearLevel(flight, level) {
    const text = levelText(level);
    return this.order(flight, 'clearLevel', { flightLevel: level }, 'level', text, `level ${text}`);
  }

  headingMenu({ flight, track }, x, y) {
    const present = flight.headingDegrees ?? Math.round(trackAngleDegrees(track.vx, track.vy) / 5) * 5;
    const items = [{ text: 'own navigation', value: 0 }];
    for (let step = -18; step <= 18; step++) {
      const heading = ((((present + step * 5 - 1) % 360) + 360) % 360) + 1;
      items.push({ text: String(heading).padStart(3, '0'), value: heading, isDefault: step === 0 });
    }
    openMenu({
      title: `${flight.key.callsign} heading`,
      x,
      y,
      items,
      digits: (text) => wholeBetween(text, 1, 360),
      pick: (heading) => this.assignHeading(flight, heading),
    });
  }

  assignHeading(flight, heading) {
    const text = heading === 0 ? 'own nav' : `h${String(heading).padStart(3, '0')}`;
    return this.order(flight, 'assignHeading', { headingDegrees: heading }, 'heading', text, `heading ${text}`);
  }

  speedMenu({ flight, track }, x, y) {
    const high = (track.level ?? 0) >= 280;
    const items = [{ text: 'no restriction', value: { knotsIas: 0, machHundredths: 0 } }];
    const present = high ? (flight.machHundredths || 78) : (flight.knotsIas || 250);
    if (high) {
      for (let mach = 88; mach >= 60; mach--) {
        const value = { knotsIas: 0, machHundredths: mach };
        items.push({ text: `M.${mach}`, value, isDefault: mach === present });
      }
    } else {
      for (let knots = 340; knots >= 140; knots -= 10) {
        const value = { knotsIas: knots, machHundredths: 0 };
        items.push({ text: String(knots), value, isDefault: knots === Math.round(present / 10) * 10 });
      }
    }
    const now = Math.round(groundSpeedKnots(track));
    openMenu({
      title: `${flight.key.callsign} speed`,
      x,
      y,
      items,
      hint: `ground speed ${now} kt`,
      digits: (text) => {
        const knots = wholeBetween(text, 60, 500);
        return knots === null ? null : { knotsIas: knots, machHundredths: 0 };
      },
      pick: (speed) => this.assignSpeed(flight, speed),
    });
  }

  assignSpeed(flight, speed) {
    const { knotsIas, machHundredths } = speed;
    const text = machHundredths ? `m${machHundredths}` : knotsIas ? `s${knotsIas}` : 's---';
    return this.order(flight, 'assignSpeed', speed, 'speed', text, `speed ${text}`);
  }

  directMenu({ flight }, x, y) {
    const ahead = flight.route.filter((point) => !point.passed).slice(0, 24);
    const items = ahead.map((point, index) => ({ text: point.name, value: point.name, isDefault: index === 0 }));
    const points = this.desk.picture.map.points;
    openMenu({
      title: `${flight.key.callsign} direct to`,
      x,
      y,
      items: items.length > 0 ? items : [{ text: 'no route: type a point', value: null }],
      digits: (text) => (points.has(text) || ahead.some((point) => point.name === text) ? text : null),
      pick: (point) => {
        if (point !== null) this.clearDirect(flight, point);
      },
    });
  }

  clearDirect(flight, point) {
    return this.order(flight, 'clearDirect', { point }, 'heading', point, `direct ${point}`);
  }

  correlateMenu({ track }, x, y) {
    const { flights } = this.desk.picture;
    const free = [...flights.values()].filter((flight) => flight.track === 0 && flight.key !== undefined);
    const likely = (flight) =>
      flight.key.callsign === track.callsign || (flight.mode3a ?? -1) === (track.mode3a ?? -2) ? 0 : 1;
    free.sort((a, b) => likely(a) - likely(b) || (a.key.callsign < b.key.callsign ? -1 : 1));
    const items = free.slice(0, 40).map((flight) => ({
      text: `${flight.key.callsign} ${squawk(flight.mode3a)}`,
      value: flight,
    }));
    openMenu({
      title: 'correlate with',
      x,
      y,
      items: items.length > 0 ? items : [{ text: 'no flight plan without a track', value: null }],
      pick: (flight) => {
        if (flight === null) return;
        this.correlate(flight, track.number);
      },
    });
  }

  correlate(flight, track) {
    return this.give(flight, 'correlate', { flight: flight.id, track }, 'callsign', 'correlate…', 'correlate');
  }

  /** @returns null where no track is selected */
  correlateSelected(flight) {
    const { selected } = this.desk;
    return selected === null ? null : this.correlate(flight, selected);
  }

  decorrelate(flight) {
    return this.give(flight, 'decorrelate', { flight: flight.id }, 'callsign', 'decorrelate…', 'decorrelate');
  }

  /** A flight nobody filed: the selected track if that has none, else one without a track yet. */
  createFlight(flight) {
    const subject = this.desk.subjectOf(this.desk.selected);
    const track = subject?.flight === undefined ? (subject?.id ?? 0) : 0;
    return this.give(undefined, 'createFlight', { track, ...flight }, '', '', `new flight ${flight.callsign}`);
  }

  acknowledge(subject) {
    for (const { alert } of subject.alerts) if (!alert.acknowledged) this.acknowledgeAlert(alert);
  }

  acknowledgeAlert(alert) {
    this.desk.orders.give({
      command: 'acknowledgeAlert',
      value: { alert: alert.id },
      field: `alert ${alert.id}`,
      text: '',
      flight: undefined,
      label: 'acknowledge',
    });
  }

  /** An order on a flight carries the version of the flight it was given on. */
  order(flight, command, value, field, text, label) {
    return this.give(flight, command, { flight: flight.id, version: flight.version, ...value }, field, text, label);
  }

  /** @returns a promise of the outcome: {version} or {rejected: words} */
  give(flight, command, value, field, text, label) {
    const outcome = this.desk.orders.give({ command, value, field, text, flight, label });
    this.desk.redraw();
    return outcome;
  }
}

/** Where a submenu opens: where the pointer last was. */
const lastPointer = { x: 400, y: 300 };
document.addEventListener(
  'pointerdown',
  (event) => {
    lastPointer.x = event.clientX;
    lastPointer.y = event.clientY;
  },
  true,
);

function wholeBetween(text, least, most) {
  const number = Number(text);
  return Number.isInteger(number) && number >= least && number <= most ? number : null;
}
