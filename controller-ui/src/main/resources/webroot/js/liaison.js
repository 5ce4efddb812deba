/**
 * What can be done about a flight between sectors, and what else its controller can order: point-outs,
 * notices, proposals, holds, codes. Each item of the menu says what it does and does it.
 */
import { CONTROL } from './control.js';
import { levelText } from './label.js';
import { openMenu } from './menus.js';

const MINUTES = [5, 10, 15, 20, 30];
const RATES = [500, 1000, 1500, 2000, 2500, 3000];
const MINUTE_MICROS = 60_000_000n;

export class Liaison {
  /** @param actions the page's Actions: gives orders */
  constructor(actions) {
    this.actions = actions;
    this.desk = actions.desk;
  }

  /** @returns [{text, act(x, y)}] for the menu of a callsign */
  items({ flight, control }) {
    return [...this.told(flight), ...this.asked(flight), ...(control === CONTROL.ASSUMED ? this.own(flight) : this.others(flight))];
  }

  /** What this position is told about the flight, and must say that it has seen. */
  told(flight) {
    const mine = this.desk.position.sectors;
    const items = [];
    const shown = flight.pointOuts.find((one) => mine.has(one.toSector) && one.acknowledgedBy === '');
    if (shown !== undefined) {
      items.push({ text: `Seen (pointed out by ${shown.fromSector})`, act: () => this.order(flight, 'acknowledgePointOut', {}, 'seen') });
    }
    const notice = flight.notices.find((one) => mine.has(one.toSector));
    if (notice !== undefined) {
      items.push({ text: `Noted: ${notice.text}`, act: () => this.order(flight, 'acknowledgeNotice', {}, 'noted') });
    }
    return items;
  }

  /** What others propose and await an answer to. */
  asked(flight) {
    const mine = this.desk.position.sectors;
    const items = [];
    for (const one of flight.proposals) {
      const answerer = one.bySector === one.fromSector ? one.toSector : one.fromSector;
      const { number } = one;
      if (mine.has(answerer)) {
        items.push(
          { text: `Agree to ${crossing(one)}`, act: () => this.order(flight, 'acceptProposal', { number }, 'agree') },
          { text: `Counter ${crossing(one)}…`, act: (x, y) => this.counterMenu(flight, number, x, y) },
          { text: `Decline ${crossing(one)}`, act: () => this.order(flight, 'rejectProposal', { number }, 'decline') },
        );
      } else if (mine.has(one.bySector)) {
        items.push({ text: `Withdraw ${crossing(one)}`, act: () => this.order(flight, 'rejectProposal', { number }, 'withdraw') });
      }
    }
    const change = flight.planChange;
    if (change !== undefined && mine.has(flight.controllingSector)) {
      const { number } = change;
      items.push(
        { text: `Plan: accept ${change.text}`, act: () => this.order(flight, 'acceptProposal', { number }, 'accept plan') },
        { text: 'Plan: leave as it is', act: () => this.order(flight, 'rejectProposal', { number }, 'leave plan') },
      );
    }
    for (const one of flight.agreed) {
      const { fromSector, toSector } = one;
      if (mine.has(fromSector) || mine.has(toSector)) {
        items.push({
          text: `Abrogate ${crossing(one)}`,
          act: () => this.order(flight, 'abrogateCoordination', { fromSector, toSector }, 'abrogate'),
        });
      }
    }
    return items;
  }

  own(flight) {
    const items = [
      { text: 'Rate…', act: (x, y) => this.rateMenu(flight, x, y) },
      flight.holdFix === ''
        ? { text: 'Hold…', act: (x, y) => this.holdMenu(flight, x, y) }
        : { text: `Leave hold ${flight.holdFix}`, act: () => this.order(flight, 'leaveHold', {}, 'leave hold') },
      { text: 'Squawk: next code', act: () => this.order(flight, 'assignCode', {}, 'code') },
      { text: 'Point out to…', act: (x, y) => this.pointOutMenu(flight, x, y) },
      { text: 'Release', act: () => this.order(flight, 'releaseFlight', {}, 'release') },
    ];
    if (flight.nextSector !== '') {
      items.push({ text: 'Propose exit level…', act: (x, y) => this.levelMenu(flight, 'proposeExit', { toSector: flight.nextSector }, x, y) });
    }
    return items;
  }

  others(flight) {
    const mine = this.desk.position.sectors;
    const items = [];
    if (flight.controllingSector === '' || mine.size === 0) return items;
    if (flight.sectors.some((entry) => mine.has(entry.sector))) {
      items.push(
        { text: 'Propose entry level…', act: (x, y) => this.levelMenu(flight, 'proposeEntry', { fromSector: flight.controllingSector }, x, y) },
        { text: `Take from ${flight.controllingSector}`, act: () => this.order(flight, 'forceAssume', {}, 'take') },
      );
    }
    return items;
  }

  rateMenu(flight, x, y) {
    const items = [{ text: 'no restriction', value: 0 }, ...RATES.map((rate) => ({ text: `${rate} ft/min`, value: rate }))];
    this.menu(flight, 'rate', items, x, y, (rate) => this.order(flight, 'assignVerticalRate', { feetPerMinute: rate }, `rate ${rate}`));
  }

  holdMenu(flight, x, y) {
    const fix = flight.route.find((point) => !point.passed && point.name !== '');
    if (fix === undefined) return;
    const now = BigInt(Math.round(this.desk.picture.time)) * 1000n;
    const begin = fix.timeMicros > now ? fix.timeMicros : now;
    const items = MINUTES.map((minutes) => ({ text: `${minutes} min`, value: BigInt(minutes) }));
    this.menu(flight, `hold at ${fix.name}`, items, x, y, (minutes) =>
      this.order(flight, 'holdFlight', { fix: fix.name, expectedTimeMicros: begin + minutes * MINUTE_MICROS }, `hold at ${fix.name}`),
    );
  }

  pointOutMenu(flight, x, y) {
    const mine = this.desk.position.sectors;
    const items = this.desk.picture.map.sectors
      .filter((sector) => !mine.has(sector.id))
      .map((sector) => ({ text: sector.id, value: sector.id }));
    this.menu(flight, 'point out to', items, x, y, (toSector) => this.order(flight, 'pointOut', { toSector }, `point out to ${toSector}`));
  }

  counterMenu(flight, number, x, y) {
    this.levelMenu(flight, 'counterProposal', { number }, x, y);
  }

  levelMenu(flight, command, value, x, y) {
    const around = Math.round((flight.clearedLevel ?? flight.entryLevel ?? flight.requestedLevel ?? 200) / 10) * 10;
    const items = [];
    for (let level = around + 60; level >= around - 60; level -= 10) {
      if (level >= 10 && level <= 600) items.push({ text: levelText(level), value: level, isDefault: level === around });
    }
    this.menu(flight, 'proposed level', items, x, y, (flightLevel) =>
      this.order(flight, command, { ...value, flightLevel }, `propose ${levelText(flightLevel)}`),
    );
  }

  menu(flight, title, items, x, y, pick) {
    openMenu({ title: `${flight.key.callsign} ${title}`, x, y, items, pick });
  }

  order(flight, command, value, words) {
    this.actions.order(flight, command, value, 'callsign', `${words}…`, words);
  }
}

/** A crossing in a few words: "WEST→EAST 190 CENTR". */
export function crossing({ fromSector, toSector, flightLevel, point }) {
  const level = flightLevel === 0 ? '' : ` ${levelText(flightLevel)}`;
  return `${fromSector}→${toSector}${level}${point === '' ? '' : ` ${point}`}`;
}
