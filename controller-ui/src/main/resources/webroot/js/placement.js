/**
 * Where labels go so that they do not cover one another: 8 directions × 4 leader lengths, taken in
 * order of priority; one of background traffic that has no room whole stands there as its level.
 * Pure and deterministic: no clock, no randomness.
 */
import { Grid, crosses, overlap } from './grid.js';

const DIRECTIONS = [
  // towards the label; listed as people prefer to read them
  { dx: 1, dy: -1 },
  { dx: 1, dy: 1 },
  { dx: -1, dy: -1 },
  { dx: -1, dy: 1 },
  { dx: 1, dy: 0 },
  { dx: -1, dy: 0 },
  { dx: 0, dy: -1 },
  { dx: 0, dy: 1 },
];
const LEADERS = [17, 42, 76, 118]; // px
const CANDIDATES = LEADERS.flatMap((leader, far) =>
  DIRECTIONS.map(({ dx, dy }, direction) => {
    const reach = dx !== 0 && dy !== 0 ? leader * 0.8 : leader;
    return { dx, dy, reach, bias: direction * 0.6 + far * 8 };
  }),
);
const REACH = LEADERS.at(-1) + 4;

const HYSTERESIS = 0.92;
/** A label moves at most once in this time, so that eyes find it where they left it. */
export const REST_MILLIS = 3000;
/** How often a label asks whether it lies well; in between it goes with its symbol. */
const EXAMINED_MILLIS = 400;
/** After comparing with so many neighbours in one drawing the rest waits: a crowd's cost has a bound. */
const COMPARED_AT_ONCE = 6000;
const MARGIN = 3;

const WEIGHT = { label: 0.32, covered: 0.25, symbol: 60, vector: 14, outside: 400, change: 12 };
/** A place that costs less is good enough to stay at: a vector crosses a corner of it. */
const GOOD = 16;
/** One that costs more covers, or is covered by, a character and more. */
const CROWDED = 50;
/** From compact to whole again only where there is clearly room. */
const ROOMY = 36;

/**
 * @param items [{id, x, y, width, height, compact, priority, vector, fixed, hold}],
 *     x and y of the symbol in pixels, compact the size {width, height} it can shrink to or null,
 *     vector its far end, fixed: an offset given by hand, hold: not to be moved now
 * @param memory Map id -> {candidate, compact, movedAt, examinedAt}: kept between calls, changed here
 * @param area {left, top, right, bottom} in which labels should stay
 * @param covered rectangles to keep clear of: panels, texts
 * @returns Map id -> {x, y, width, height, compact}: the label's rectangle, and whether it is shrunk
 */
export function placeLabels(items, memory, now, area, covered) {
  const order = [...items].sort((a, b) => b.priority - a.priority || a.id - b.id);
  const around = { symbols: new Grid(), vectors: new Grid(), labels: new Grid(), area, covered };
  for (const item of order) {
    around.symbols.add({ x: item.x - 5, y: item.y - 5, width: 10, height: 10, id: item.id });
    if (item.vector !== null) around.vectors.add(lineOf(item));
  }
  // Labels that rest are known to those that look for a place, whatever their priority.
  const held = new Map();
  for (const item of order) {
    const memo = memory.get(item.id);
    if (memo === undefined) continue;
    const rect = restOf(item, memo);
    held.set(item.id, rect);
    around.labels.add(rect);
  }
  const placed = new Map();
  let compared = 0;
  for (const item of order) {
    const memo = memory.get(item.id);
    const looks = compared < COMPARED_AT_ONCE && (memo === undefined || !rests(item, memo, now));
    if (looks) {
      if (memo !== undefined) around.labels.remove(held.get(item.id));
      const near = neighbours(item, around);
      compared += near.labels.length + near.symbols.length + near.vectors.length;
      const rect = choose(item, memory, now, near);
      around.labels.add(rect);
      placed.set(item.id, rect);
    } else placed.set(item.id, held.get(item.id) ?? unplaced(item, memory));
  }
  return placed;
}

/** Its turn comes with the next drawings. */
function unplaced(item, memory) {
  const memo = { candidate: 0, compact: item.compact !== null, movedAt: -Infinity, examinedAt: -Infinity };
  memory.set(item.id, memo);
  return restOf(item, memo);
}

function rests(item, memo, now) {
  return item.fixed !== null || item.hold || now - memo.movedAt < REST_MILLIS || now - memo.examinedAt < EXAMINED_MILLIS;
}

function restOf(item, memo) {
  if (item.fixed !== null) {
    return { x: item.x + item.fixed.x, y: item.y + item.fixed.y, width: item.width, height: item.height, id: item.id, compact: false };
  }
  return rectangle(item, memo.candidate, memo.compact && item.compact !== null);
}

function choose(item, memory, now, near) {
  const memo = memory.get(item.id);
  if (item.fixed !== null) return unplaced(item, memory);
  const canShrink = item.compact !== null;
  const wasCompact = memo !== undefined && memo.compact && canShrink;
  let best = bestOf(item, false, wasCompact ? undefined : memo, near);
  if (canShrink && best.cost > (wasCompact ? ROOMY : CROWDED)) {
    const shrunk = bestOf(item, true, wasCompact ? memo : undefined, near);
    if (wasCompact || shrunk.cost < best.cost) best = shrunk;
  }
  const compact = best.compact;
  const moved = memo === undefined || best.candidate !== memo.candidate || compact !== memo.compact;
  memory.set(item.id, {
    candidate: best.candidate,
    compact,
    movedAt: memo === undefined ? -Infinity : moved ? now : memo.movedAt,
    examinedAt: now,
  });
  return rectangle(item, best.candidate, compact);
}

/** The cheapest place; the one it has, if good enough, or if no other is clearly better. */
function bestOf(item, compact, memo, near) {
  let candidate = memo?.candidate ?? 0;
  let cost = Infinity;
  if (memo !== undefined) {
    cost = costOf(item, candidate, compact, near, Infinity);
    if (cost < GOOD) return { candidate, cost, compact };
    cost = cost * HYSTERESIS - WEIGHT.change;
  }
  for (let index = 0; index < CANDIDATES.length; index++) {
    if (index === memo?.candidate) continue;
    const its = costOf(item, index, compact, near, cost);
    if (its < cost) {
      candidate = index;
      cost = its;
    }
  }
  return { candidate, cost, compact };
}

/** What any of its places could touch. */
function neighbours(item, { symbols, vectors, labels, area, covered }) {
  const reach = {
    x: item.x - REACH - item.width,
    y: item.y - REACH - item.height,
    width: 2 * (REACH + item.width),
    height: 2 * (REACH + item.height),
  };
  const others = (rect) => rect.id !== item.id;
  return {
    area: item.x >= area.left && item.x <= area.right && item.y >= area.top && item.y <= area.bottom ? area : null,
    covered: covered.filter((rect) => overlap(reach, rect, MARGIN) > 0),
    labels: labels.near(reach).filter(others),
    symbols: symbols.near(reach).filter(others),
    vectors: vectors.near(reach),
  };
}

/** Adds up to what is enough to lose. */
function costOf(item, index, compact, near, enough) {
  let sum = CANDIDATES[index].bias;
  if (sum >= enough) return sum;
  const rect = rectangle(item, index, compact);
  const { area } = near;
  if (
    area !== null &&
    (rect.x < area.left || rect.y < area.top || rect.x + rect.width > area.right || rect.y + rect.height > area.bottom)
  ) {
    sum += WEIGHT.outside;
  }
  for (const other of near.labels) {
    sum += overlap(rect, other, MARGIN) * WEIGHT.label;
    if (sum >= enough) return sum;
  }
  for (const other of near.covered) sum += overlap(rect, other, MARGIN) * WEIGHT.covered;
  if (sum >= enough) return sum;
  for (const other of near.symbols) if (overlap(rect, other, 1) > 0) sum += WEIGHT.symbol;
  if (sum >= enough) return sum;
  for (const other of near.vectors) if (crosses(other.line, rect)) sum += WEIGHT.vector;
  return sum;
}

/** The label's rectangle at a candidate place: its nearest corner or edge at the leader's end. */
function rectangle(item, index, compact) {
  const { dx, dy, reach } = CANDIDATES[index];
  const { width, height } = compact ? item.compact : item;
  const x = item.x + dx * reach - (dx > 0 ? 0 : dx < 0 ? width : width / 2);
  const y = item.y + dy * reach - (dy > 0 ? 0 : dy < 0 ? height : height / 2);
  return { x, y, width, height, id: item.id, compact };
}

function lineOf({ x, y, vector }) {
  return {
    x: Math.min(x, vector.x),
    y: Math.min(y, vector.y),
    width: Math.abs(vector.x - x),
    height: Math.abs(vector.y - y),
    line: [x, y, vector.x, vector.y],
  };
}
