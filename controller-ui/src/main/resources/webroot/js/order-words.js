/**
 * The words of the command line: each order of the model in the abbreviations controllers write on
 * strips. A word is read by its pattern; what it gives is checked by the model, not here.
 */

const WHOLE = /^\d+$/;
const MINUTE_MICROS = 60_000_000n;
const DAY_MICROS = 86_400_000_000n;

/** [pattern of the first word, usage, (actions, flight, first word, other words) => promise or null] */
const ORDERS = [
  [/^C\d+$/, 'C350', (actions, flight, word) => actions.clearLevel(flight, numberIn(word))],
  [/^H\d+$/, 'H090 (H0: own navigation)', (actions, flight, word) => actions.assignHeading(flight, numberIn(word))],
  [/^S\d+$/, 'S250', (actions, flight, word) => actions.assignSpeed(flight, { knotsIas: numberIn(word), machHundredths: 0 })],
  [/^M\d+$/, 'M78', (actions, flight, word) => actions.assignSpeed(flight, { knotsIas: 0, machHundredths: numberIn(word) })],
  [/^R\d+$/, 'R1500 (R0: no restriction)', (actions, flight, word) => actions.liaison.assignRate(flight, numberIn(word))],
  [/^D$/, 'D POINT', (actions, flight, _, [point]) => point && actions.clearDirect(flight, point)],
  [/^ROUTE$/, 'ROUTE POINT AIRWAY POINT', (actions, flight, _, route) => route.length > 0 && actions.liaison.clearRoute(flight, route)],
  [/^HOLD$/, 'HOLD FIX [LEVEL] [/HHMM]', hold],
  [/^LEAVE$/, 'LEAVE', (actions, flight) => actions.liaison.leaveHold(flight)],
  [/^(ASSUME|ACCEPT|RECALL|REJECT)$/, 'ASSUME ACCEPT RECALL REJECT', (actions, flight, word) => actions.simple(word.toLowerCase(), flight)],
  [/^TRANSFER$/, 'TRANSFER [SECTOR]', (actions, flight, _, [sector]) => actions.transfer(flight, sector ?? '')],
  [/^TAKE$/, 'TAKE', (actions, flight) => actions.liaison.take(flight)],
  [/^RELEASE$/, 'RELEASE', (actions, flight) => actions.liaison.release(flight)],
  [/^TERMINATE$/, 'TERMINATE', (actions, flight) => actions.liaison.terminate(flight)],
  [/^NOTE$/, 'NOTE [TEXT]', (actions, flight, _, words) => actions.liaison.setNote(flight, words.join(' '))],
  [/^PO$/, 'PO SECTOR', (actions, flight, _, [sector]) => sector && actions.liaison.pointOut(flight, sector)],
  [/^SEEN$/, 'SEEN', (actions, flight) => actions.liaison.seen(flight)],
  [/^NOTED$/, 'NOTED', (actions, flight) => actions.liaison.noted(flight)],
  [/^XFL$/, 'XFL 350 [POINT] [>SECTOR]', (actions, flight, _, words) => propose(actions, flight, 'proposeExit', 'toSector', words)],
  [/^PEL$/, 'PEL 350 [POINT] [>SECTOR]', (actions, flight, _, words) => propose(actions, flight, 'proposeEntry', 'fromSector', words)],
  [/^(AGREE|DECLINE)$/, 'AGREE DECLINE', (actions, flight, word) => actions.liaison.answer(flight, word === 'AGREE')],
  [/^COUNTER$/, 'COUNTER 350 [POINT]', counter],
  [/^WITHDRAW$/, 'WITHDRAW', (actions, flight) => actions.liaison.withdraw(flight)],
  [/^ABROGATE$/, 'ABROGATE', (actions, flight) => actions.liaison.abrogate(flight)],
  [/^CODE$/, 'CODE [1234]', code],
  [/^COR$/, 'COR (with the selected track)', (actions, flight) => actions.correlateSelected(flight)],
  [/^DECOR$/, 'DECOR', (actions, flight) => actions.decorrelate(flight)],
  [/^PLAN$/, 'PLAN', (actions, flight) => shown(actions.desk.openPlan(flight))],
  [/^SHOW$/, 'SHOW (its route)', (actions, flight) => shown(actions.desk.toggleRoute(flight.id))],
];

/** Of a flight nobody filed: `NEW HBXYZ V C172 LSZH LSGG A065`, of the selected track if there is one. */
const NEW_FLIGHT = 'NEW CALLSIGN [RULES] [TYPE] [ADEP] [ADES] [LEVEL]';

/**
 * Gives the order that the words say.
 *
 * @returns a promise of its outcome {rejected}; words where there is no such order
 */
export function giveByWords(actions, flight, words) {
  const [word, ...others] = words;
  for (const [pattern, usage, act] of ORDERS) {
    if (!pattern.test(word)) continue;
    return act(actions, flight, word, others) || `not here, or not whole: ${usage}`;
  }
  return `"${words.join(' ')}" is no order; ? tells them all`;
}

export function createByWords(actions, [callsign, rules, type, departure, destination, level]) {
  if (callsign === undefined) return NEW_FLIGHT;
  return actions.createFlight({
    callsign,
    flightRules: rules ?? 'V',
    aircraftType: type ?? '',
    departure: departure ?? '',
    destination: destination ?? '',
    level: level ?? '',
  });
}

export function usages() {
  return [...ORDERS.map(([, usage]) => usage), NEW_FLIGHT].join(' · ');
}

function numberIn(word) {
  return Number(word.slice(1));
}

function shown() {
  return Promise.resolve({});
}

function hold(actions, flight, _, [fix, ...more]) {
  if (fix === undefined) return null;
  const level = more.find((word) => WHOLE.test(word));
  const time = more.find((word) => /^\/\d{4}$/.test(word));
  return actions.liaison.hold(flight, fix, {
    flightLevel: Number(level ?? 0),
    expectedTimeMicros: time === undefined ? 0n : nextMicros(time.slice(1), actions.desk.picture.time),
  });
}

/** The next moment of model time with these hours and minutes. */
function nextMicros(hhmm, nowMillis) {
  const now = BigInt(Math.round(nowMillis)) * 1000n;
  const wanted = BigInt(Number(hhmm.slice(0, 2)) * 60 + Number(hhmm.slice(2))) * MINUTE_MICROS;
  const today = now - (now % DAY_MICROS) + wanted;
  return today > now ? today : today + DAY_MICROS;
}

function propose(actions, flight, command, which, words) {
  const { flightLevel, point, sector } = crossingIn(words);
  if (flightLevel === 0 && point === '') return null;
  return actions.liaison.propose(flight, command, { [which]: sector, flightLevel, point });
}

function counter(actions, flight, _, words) {
  const { flightLevel, point } = crossingIn(words);
  return flightLevel === 0 && point === '' ? null : actions.liaison.counter(flight, { flightLevel, point });
}

function crossingIn(words) {
  return {
    flightLevel: Number(words.find((word) => WHOLE.test(word)) ?? 0),
    point: words.find((word) => /^[A-Z]/.test(word)) ?? '',
    sector: words.find((word) => word.startsWith('>'))?.slice(1) ?? '',
  };
}

function code(actions, flight, _, [digits]) {
  if (digits === undefined) return actions.liaison.assignCode(flight, {});
  return /^[0-7]{4}$/.test(digits) ? actions.liaison.assignCode(flight, { mode3a: parseInt(digits, 8) }) : null;
}
