/** The tracks as this position sees them: each with its flight, control state, alerts and rank. */
import { CONTROL, controlOf, entryInto, exitOf } from './control.js';
import { STATUS, squawk } from './picture.js';

/** Alert.Kind of airspace.proto: its word on the screen, and whether it is urgent. */
const ALERT_WORDS = Object.freeze({
  1: { word: 'STCA', urgent: true },
  2: { word: 'EMERGENCY', urgent: true },
  3: { word: 'DUPE', urgent: false },
  4: { word: 'DUPE', urgent: false },
  5: { word: 'CORR', urgent: false },
  100: { word: 'APW', urgent: true },
  101: { word: 'MSAW', urgent: true },
  102: { word: 'APM', urgent: true },
  103: { word: 'CLAM', urgent: false },
  104: { word: 'RAM', urgent: false },
  120: { word: 'CODE', urgent: false },
  121: { word: 'CODE', urgent: false },
  150: { word: 'ADS-B', urgent: false },
  180: { word: 'MTCD', urgent: false },
});
export const STCA = 1;
const EMERGENCY_CODE = 2;
const MTCD = 180;

const RANK = Object.freeze({
  [CONTROL.ASSUMED]: 50,
  [CONTROL.LEAVING]: 40,
  [CONTROL.OFFERED]: 45,
  [CONTROL.NOTIFIED]: 30,
  [CONTROL.REDUNDANT]: 20,
  [CONTROL.UNCONCERNED]: 10,
});

const NOTHING_PENDING = new Map();
const NOTHING_TOLD = Object.freeze([]);

/** What waits for this position's answer about a flight, in a word each: its menu has the answers. */
function wordsFor(flight, mine) {
  if (flight.pointOuts.length + flight.notices.length + flight.proposals.length === 0 && flight.planChange === undefined) {
    return NOTHING_TOLD;
  }
  const words = [];
  for (const { fromSector, toSector, acknowledgedBy } of flight.pointOuts) {
    if (mine.has(toSector) && acknowledgedBy === '') words.push(`PO ${fromSector}`);
  }
  for (const { toSector, kind } of flight.notices) if (mine.has(toSector)) words.push(NOTICE_WORDS[kind] ?? 'TOLD');
  for (const { fromSector, toSector, bySector, flightLevel, point } of flight.proposals) {
    const answerer = bySector === fromSector ? toSector : fromSector;
    if (!mine.has(answerer)) continue;
    const what = flightLevel === 0 ? point : String(flightLevel).padStart(3, '0');
    words.push(`${answerer === toSector ? 'PEL' : 'XFL'} ${what}?`);
  }
  if (flight.planChange !== undefined && mine.has(flight.controllingSector)) words.push('PLAN?');
  return words;
}

/** SectorNotice.Kind of airspace.proto. */
const NOTICE_WORDS = Object.freeze({ 1: 'TAKEN', 2: 'OFFER OFF', 3: 'DECLINED', 4: 'ABROGATED' });

/** @param position {sectors: Set, volumes}; @param looks {selected, hovered, quickLook, orders} */
export function subjectsOf(picture, position, looks) {
  const alerts = alertsByTrack(picture);
  const now = BigInt(Math.round(picture.time)) * 1000n;
  const subjects = [];
  for (const track of picture.tracks.values()) {
    if (!picture.is(track, STATUS.CONFIRMED) && track.flight === 0 && track.status !== 0) {
      if (!picture.is(track, STATUS.COASTING) && !picture.is(track, STATUS.EMERGENCY)) continue;
    }
    const flight = picture.flightOf(track);
    const control = controlOf(flight, position.sectors, picture.time);
    const its = alerts.get(track.number) ?? [];
    const place = picture.place(track);
    const selected = looks.selected === track.number;
    const told = flight === undefined ? NOTHING_TOLD : wordsFor(flight, position.sectors);
    const concerned = control === CONTROL.NOTIFIED || control === CONTROL.OFFERED;
    subjects.push({
      id: track.number,
      track,
      flight,
      control,
      place,
      alerts: its,
      selected,
      entry: flight && concerned ? entryInto(flight, position.sectors, now) : undefined,
      exit: flight && exitOf(flight),
      told,
      extended: selected || looks.hovered === track.number || looks.quickLook || isLookedAt(flight, looks.lookSector),
      ownAirspace: isInside(position.volumes, place, track.level),
      pending: (flight && looks.orders.pendingOf(flight.id)) ?? NOTHING_PENDING,
      note: flight && looks.orders.noteOf(flight.id),
      rank: (selected ? 200 : 0) + (its.length > 0 ? 100 : 0) + (told.length > 0 ? 35 : 0) + RANK[control],
    });
  }
  return subjects;
}

/** Quick look at another sector: what it controls, and what it is offered. */
function isLookedAt(flight, sector) {
  if (flight === undefined || sector === '') return false;
  return flight.controllingSector === sector || flight.offeredTo === sector;
}

/** What may happen in twenty minutes is in the list of alerts, not on labels. */
function alertsByTrack(picture) {
  const byTrack = new Map();
  for (const alert of picture.alerts.values()) {
    if (alert.kind === MTCD) continue;
    for (const number of new Set([alert.trackA, alert.trackB])) {
      const track = picture.tracks.get(number);
      if (track === undefined) continue;
      const list = byTrack.get(number) ?? [];
      list.push({ ...alertWord(alert, track), acknowledged: alert.acknowledged, alert });
      byTrack.set(number, list);
    }
  }
  return byTrack;
}

export function alertWord(alert, track) {
  const { word, urgent } = ALERT_WORDS[alert.kind] ?? { word: 'ALERT', urgent: false };
  return { word: alert.kind === EMERGENCY_CODE && track ? squawk(track.mode3a) : word, urgent };
}

export function isInside(volumes, place, level) {
  return volumes.some(
    (volume) =>
      level !== null && level >= volume.floor && level < volume.ceiling && contains(volume.border, place),
  );
}

export function contains(border, place) {
  let inside = false;
  for (let i = 0, j = border.length - 1; i < border.length; j = i++) {
    const a = border[i];
    const b = border[j];
    if (a.y > place.y !== b.y > place.y) {
      if (place.x < ((b.x - a.x) * (place.y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
    }
  }
  return inside;
}
