/**
 * What can be done about a flight between sectors, and what else its controller can order: point-outs,
 * notices, proposals, holds, codes. Each item of the menu says what it does and does it.
 */
import { CONTROL, exitOf } from './control.js';
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
      items.push({ text: `Seen (pointed out by ${shown.fromSector})`, act: () => this.seen(flight) });
    }
    const notice = flight.notices.find((one) => mine.has(one.toSector));
    if (notice !== undefined) {
      items.push({ text: `Noted: ${notice.text}`, act: () => this.noted(flight) });
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
        : { text: `Leave hold ${flight.holdFix}`, act: () => this.leaveHold(flight) },
      { text: 'Squawk: next code', act: () => this.assignCode(flight, {}) },
      { text: 'Squawk…', act: () => this.say(flight, 'CODE ') },
      { text: 'Clear route…', act: () => this.say(flight, `ROUTE ${routeAhead(flight)}`) },
      { text: 'Note…', act: () => this.say(flight, `NOTE ${flight.note}`) },
      { text: 'Point out to…', act: (x, y) => this.pointOutMenu(flight, x, y) },
      { text: 'Release', act: () => this.release(flight) },
      { text: 'Terminate', act: () => this.terminate(flight) },
    ];
    if (flight.nextSector !== '') {
      items.push({ text: 'Propose exit level…', act: (x, y) => this.exitMenu(flight, x, y) });
    }
    return items;
  }

  others(flight) {
    const mine = this.desk.position.sectors;
    const items = [];
    if (flight.controllingSector === '' || mine.size === 0) return items;
    if (flight.sectors.some((entry) => mine.has(entry.sector))) {
      items.push(
        { text: 'Propose entry level…', act: (x, y) => this.entryMenu(flight, x, y) },
        { text: `Take from ${flight.controllingSector}`, act: () => this.take(flight) },
      );
    }
    return items;
  }

  rateMenu(flight, x, y) {
    const items = [{ text: 'no restriction', value: 0 }, ...RATES.map((rate) => ({ text: `${rate} ft/min`, value: rate }))];
    this.menu(flight, 'rate', items, x, y, (rate) => this.assignRate(flight, rate));
  }

  /** First where, then until when. */
  holdMenu(flight, x, y) {
    const items = flight.route
      .filter((point) => !point.passed && point.name !== '')
      .slice(0, 16)
      .map((point) => ({ text: point.name, value: point }));
    this.menu(flight, 'hold at', items, x, y, (point) => this.holdTimeMenu(flight, point, x, y));
  }

  holdTimeMenu(flight, fix, x, y) {
    const now = BigInt(Math.round(this.desk.picture.time)) * 1000n;
    const begin = fix.timeMicros > now ? fix.timeMicros : now;
    const items = [
      { text: 'no time known', value: 0n },
      ...MINUTES.map((minutes) => ({ text: `${minutes} min`, value: begin + BigInt(minutes) * MINUTE_MICROS })),
    ];
    this.menu(flight, `hold at ${fix.name}`, items, x, y, (expectedTimeMicros) => this.hold(flight, fix.name, { expectedTimeMicros }));
  }

  pointOutMenu(flight, x, y) {
    const mine = this.desk.position.sectors;
    const items = this.desk.picture.map.sectors
      .filter((sector) => !mine.has(sector.id))
      .map((sector) => ({ text: sector.id, value: sector.id }));
    this.menu(flight, 'point out to', items, x, y, (toSector) => this.pointOut(flight, toSector));
  }

  counterMenu(flight, number, x, y) {
    this.levelMenu(flight, x, y, (flightLevel) => this.propose(flight, 'counterProposal', { number, flightLevel }));
  }

  /** At the exit field: how it leaves us, or how it is to come in; else where it is cleared direct to. */
  crossingMenu(subject, x, y) {
    const { flight, control } = subject;
    if (control === CONTROL.ASSUMED && flight.nextSector !== '') this.exitMenu(flight, x, y);
    else if (control === CONTROL.NOTIFIED || control === CONTROL.OFFERED) this.entryMenu(flight, x, y);
    else this.actions.directMenu(subject, x, y);
  }

  exitMenu(flight, x, y) {
    const toSector = flight.nextSector;
    this.levelMenu(flight, x, y, (flightLevel) => this.propose(flight, 'proposeExit', { toSector, flightLevel }));
  }

  entryMenu(flight, x, y) {
    const fromSector = flight.controllingSector;
    this.levelMenu(flight, x, y, (flightLevel) => this.propose(flight, 'proposeEntry', { fromSector, flightLevel }));
  }

  levelMenu(flight, x, y, pick) {
    const planned = exitOf(flight)?.level || (flight.clearedLevel ?? flight.entryLevel ?? flight.requestedLevel ?? 200);
    const around = Math.round(planned / 10) * 10;
    const items = [];
    for (let level = around + 60; level >= around - 60; level -= 10) {
      if (level >= 10 && level <= 600) items.push({ text: levelText(level), value: level, isDefault: level === around });
    }
    this.menu(flight, 'proposed level', items, x, y, pick);
  }

  menu(flight, title, items, x, y, pick) {
    openMenu({ title: `${flight.key.callsign} ${title}`, x, y, items, pick });
  }

  /** An order that needs more than a choice is completed on the command line. */
  say(flight, words) {
    this.desk.commandLine.open(`${flight.key.callsign} ${words}`);
  }

  // ---------------------------------------------------------------- orders: a promise of the outcome

  seen(flight) {
    return this.order(flight, 'acknowledgePointOut', {}, 'seen');
  }

  noted(flight) {
    return this.order(flight, 'acknowledgeNotice', {}, 'noted');
  }

  take(flight) {
    return this.order(flight, 'forceAssume', {}, 'take');
  }

  release(flight) {
    return this.order(flight, 'releaseFlight', {}, 'release');
  }

  terminate(flight) {
    return this.order(flight, 'terminateFlight', {}, 'terminate');
  }

  leaveHold(flight) {
    return this.order(flight, 'leaveHold', {}, 'leave hold', 'heading');
  }

  hold(flight, fix, { flightLevel = 0, expectedTimeMicros = 0n }) {
    return this.order(flight, 'holdFlight', { fix, flightLevel, expectedTimeMicros }, `hold at ${fix}`, 'heading');
  }

  assignRate(flight, feetPerMinute) {
    return this.order(flight, 'assignVerticalRate', { feetPerMinute }, `rate ${feetPerMinute}`, 'rate');
  }

  assignCode(flight, code) {
    return this.order(flight, 'assignCode', code, 'code');
  }

  clearRoute(flight, route) {
    return this.order(flight, 'clearRoute', { route }, 'route', 'heading');
  }

  setNote(flight, text) {
    return this.order(flight, 'setLabelNote', { text }, text === '' ? 'no note' : `note ${text}`);
  }

  pointOut(flight, toSector) {
    return this.order(flight, 'pointOut', { toSector }, `point out to ${toSector}`);
  }

  propose(flight, command, crossing) {
    const what = crossing.flightLevel ? levelText(crossing.flightLevel) : crossing.point;
    return this.order(flight, command, crossing, `propose ${what}`, 'exit');
  }

  /** @returns null where no proposal, or change of the plan, awaits this position's answer */
  answer(flight, agrees) {
    const number = this.proposalTo(flight)?.number ?? this.changeFor(flight)?.number;
    if (number === undefined) return null;
    const command = agrees ? 'acceptProposal' : 'rejectProposal';
    return this.order(flight, command, { number }, agrees ? 'agree' : 'decline', 'exit');
  }

  counter(flight, crossing) {
    const number = this.proposalTo(flight)?.number;
    return number === undefined ? null : this.propose(flight, 'counterProposal', { number, ...crossing });
  }

  withdraw(flight) {
    const mine = this.desk.position.sectors;
    const number = flight.proposals.find((one) => mine.has(one.bySector))?.number;
    return number === undefined ? null : this.order(flight, 'rejectProposal', { number }, 'withdraw', 'exit');
  }

  abrogate(flight) {
    const mine = this.desk.position.sectors;
    const one = flight.agreed.find(({ fromSector, toSector }) => mine.has(fromSector) || mine.has(toSector));
    if (one === undefined) return null;
    const { fromSector, toSector } = one;
    return this.order(flight, 'abrogateCoordination', { fromSector, toSector }, 'abrogate', 'exit');
  }

  proposalTo(flight) {
    const mine = this.desk.position.sectors;
    return flight.proposals.find((one) => mine.has(one.bySector === one.fromSector ? one.toSector : one.fromSector));
  }

  changeFor(flight) {
    return this.desk.position.sectors.has(flight.controllingSector) ? flight.planChange : undefined;
  }

  order(flight, command, value, words, field = 'callsign') {
    return this.actions.order(flight, command, value, field, `${words}…`, words);
  }
}

/** The route from here on as one would write it. */
function routeAhead(flight) {
  return flight.route
    .filter((point) => !point.passed && point.name !== '')
    .map((point) => point.name)
    .join(' ');
}

/** A crossing in a few words: "WEST→EAST 190 CENTR". */
export function crossing({ fromSector, toSector, flightLevel, point }) {
  const level = flightLevel === 0 ? '' : ` ${levelText(flightLevel)}`;
  return `${fromSector}→${toSector}${level}${point === '' ? '' : ` ${point}`}`;
}
