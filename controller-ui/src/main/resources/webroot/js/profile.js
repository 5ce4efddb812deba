/**
 * Where flights will be by their routes, and who comes near whom: what the vertical view shows. Pure.
 * Metres on the system plane, flight levels, milliseconds of model time.
 */
import { METRES_PER_NM } from './projection.js';

const POSITION_METRES = 0.5; // RoutePoint.x and .y
const STEP_MILLIS = 10_000;
/** How far ahead the view looks: the look-ahead of MTCD. */
export const AHEAD_MILLIS = 20 * 60_000;
/** Nearer than this laterally, another flight is drawn. */
const NEAR_METRES = 10 * METRES_PER_NM;
const SEPARATION_METRES = 5 * METRES_PER_NM;
const RVSM_TOP = 410;

/**
 * The planned path of a flight: its legs from where its track is now along the route ahead; by the
 * track's present course where it has been put on a heading or its route is at an end.
 *
 * @returns [{time, x, y, level, name}], times rising, level null where nobody planned one
 */
export function plannedPath(picture, flight, track) {
  const now = picture.time;
  const path = [];
  if (track !== undefined) path.push({ time: now, ...picture.place(track), level: track.level, name: '' });
  const vectored = flight !== undefined && flight.headingDegrees !== undefined;
  if (flight !== undefined && !vectored) {
    for (const point of flight.route) {
      const time = Number(point.timeMicros) / 1000;
      if (point.passed || time <= (path.at(-1)?.time ?? now)) continue;
      const place = { x: point.x * POSITION_METRES, y: point.y * POSITION_METRES };
      path.push({ time, ...place, level: point.level ?? null, name: point.name });
    }
  }
  if (path.length === 1 && track !== undefined) path.push(straightOn(path[0], track, flight));
  return withLevels(path, flight?.clearedLevel ?? track?.level ?? null);
}

/** Where nobody planned a level, the flight is taken to be at its cleared one. */
function withLevels(path, otherwise) {
  return path.map((point) => (point.level === null ? { ...point, level: otherwise } : point));
}

function straightOn(from, track, flight) {
  const seconds = AHEAD_MILLIS / 1000;
  return {
    time: from.time + AHEAD_MILLIS,
    x: from.x + track.vx * seconds,
    y: from.y + track.vy * seconds,
    level: flight?.clearedLevel ?? track.level,
    name: '',
  };
}

/** Where a path is at a time, or null before its begin and after its end. */
export function pathAt(path, time, from = 1) {
  for (let index = from; index < path.length; index++) {
    const a = path[index - 1];
    const b = path[index];
    if (time < a.time || time > b.time) continue;
    const part = b.time === a.time ? 0 : (time - a.time) / (b.time - a.time);
    return {
      x: a.x + (b.x - a.x) * part,
      y: a.y + (b.y - a.y) * part,
      level: a.level === null || b.level === null ? (a.level ?? b.level) : a.level + (b.level - a.level) * part,
    };
  }
  return null;
}

/**
 * The others that come within 10 NM of this flight, nearest first.
 *
 * @returns [{subject, spans: [{time, level}], time, metres, feet, conflict}]: the levels the other
 *     has while it is near, when it is nearest, how far it then is, and whether both separations
 *     are lost at one time
 */
export function encounters(picture, flight, track, subjects) {
  const own = plannedPath(picture, flight, track);
  const samples = samplesOf(own, picture.time);
  const reach = boundsOf(samples, NEAR_METRES);
  const found = [];
  for (const subject of subjects) {
    if (subject.track === track) continue;
    const met = meet(samples, plannedPath(picture, subject.flight, subject.track), reach);
    if (met !== null) found.push({ subject, ...met });
  }
  return found.sort((a, b) => Number(b.conflict) - Number(a.conflict) || a.metres - b.metres || a.subject.id - b.subject.id);
}

function samplesOf(path, now) {
  const samples = [];
  for (let time = now; time <= now + AHEAD_MILLIS; time += STEP_MILLIS) {
    const at = pathAt(path, time);
    if (at !== null) samples.push({ time, ...at });
  }
  return samples;
}

function boundsOf(places, margin) {
  const box = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  for (const { x, y } of places) {
    box.left = Math.min(box.left, x - margin);
    box.right = Math.max(box.right, x + margin);
    box.bottom = Math.min(box.bottom, y - margin);
    box.top = Math.max(box.top, y + margin);
  }
  return box;
}

function isOutside(path, reach) {
  const box = boundsOf(path, 0);
  return box.right < reach.left || box.left > reach.right || box.top < reach.bottom || box.bottom > reach.top;
}

function meet(samples, other, reach) {
  if (other.length < 2 || isOutside(other, reach)) return null;
  const spans = [];
  let nearest = null;
  let worst = null; // the nearest of those without either separation
  for (const own of samples) {
    const at = pathAt(other, own.time);
    if (at === null) continue;
    const metres = Math.hypot(at.x - own.x, at.y - own.y);
    if (metres > NEAR_METRES) continue;
    const feet = own.level === null || at.level === null ? null : Math.abs(own.level - at.level) * 100;
    const met = { time: own.time, metres, feet };
    spans.push({ time: own.time, level: at.level });
    if (nearest === null || metres < nearest.metres) nearest = met;
    const lost = metres < SEPARATION_METRES && (feet === null || feet < separationFeet(own.level));
    if (lost && (worst === null || metres < worst.metres)) worst = met;
  }
  return nearest === null ? null : { spans, ...(worst ?? nearest), conflict: worst !== null };
}

function separationFeet(level) {
  return level > RVSM_TOP ? 2000 : 1000;
}
