/**
 * Where labels go so that they do not cover one another: 8 directions × 3 leader lengths, taken in
 * order of priority. Pure and deterministic: no clock, no randomness.
 */

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
const LEADERS = [17, 42, 76]; // px
const CANDIDATES = LEADERS.flatMap((leader, far) =>
  DIRECTIONS.map(({ dx, dy }, direction) => {
    const reach = dx !== 0 && dy !== 0 ? leader * 0.8 : leader;
    return { dx, dy, reach, bias: direction * 0.6 + far * 8 };
  }),
);

const HYSTERESIS = 0.92;
/** A label moves at most once in this time, so that eyes find it where they left it. */
export const REST_MILLIS = 3000;
const CELL = 96;
const MARGIN = 3;

const WEIGHT = { label: 0.32, covered: 0.25, symbol: 60, vector: 14, outside: 400, change: 12 };

/**
 * @param items [{id, x, y, width, height, priority, vector, fixed, hold}],
 *     x and y of the symbol in pixels, vector its far end, hold: not to be moved now
 * @param memory Map id -> {candidate, movedAt}: kept between calls, changed here
 * @param area {left, top, right, bottom} in which labels should stay
 * @param covered rectangles to keep clear of: panels, texts
 * @returns Map id -> {x, y, width, height}: the label's rectangle
 */
export function placeLabels(items, memory, now, area, covered) {
  const order = [...items].sort((a, b) => b.priority - a.priority || a.id - b.id);
  const symbols = new Grid();
  const vectors = new Grid();
  for (const item of order) {
    symbols.add({ x: item.x - 5, y: item.y - 5, width: 10, height: 10, id: item.id });
    if (item.vector !== null) {
      const far = item.vector;
      vectors.add({ ...bounds(item.x, item.y, far.x, far.y), line: [item.x, item.y, far.x, far.y] });
    }
  }
  const labels = new Grid();
  // Labels that rest are known to those that look for a place, whatever their priority.
  for (const item of order) {
    const held = memory.get(item.id);
    if (held !== undefined) labels.add({ ...rectangle(item, held.candidate), id: item.id });
  }
  const placed = new Map();
  for (const item of order) {
    labels.remove(item.id);
    const rect = choose(item, memory, now, { symbols, vectors, labels, area, covered });
    labels.add({ ...rect, id: item.id });
    placed.set(item.id, rect);
  }
  return placed;
}

function choose(item, memory, now, around) {
  const held = memory.get(item.id);
  if (item.fixed !== null) {
    return { x: item.x + item.fixed.x, y: item.y + item.fixed.y, width: item.width, height: item.height };
  }
  const heldRect = held && rectangle(item, held.candidate);
  const heldCost = held === undefined ? Infinity : cost(item, heldRect, CANDIDATES[held.candidate], around);
  const rests = held !== undefined && (item.hold || now - held.movedAt < REST_MILLIS || heldCost < 12);
  if (rests) return heldRect;
  let best = held?.candidate ?? 0;
  let bestCost = heldCost * HYSTERESIS - (held === undefined ? 0 : WEIGHT.change);
  for (let index = 0; index < CANDIDATES.length; index++) {
    if (index === held?.candidate) continue;
    const its = cost(item, rectangle(item, index), CANDIDATES[index], around, bestCost);
    if (its < bestCost) {
      best = index;
      bestCost = its;
    }
  }
  if (best !== held?.candidate) {
    memory.set(item.id, { candidate: best, movedAt: held === undefined ? -Infinity : now });
  }
  return rectangle(item, best);
}

function cost(item, rect, candidate, around, enough = Infinity) {
  let sum = candidate.bias;
  const { area } = around;
  const inside =
    item.x >= area.left && item.x <= area.right && item.y >= area.top && item.y <= area.bottom;
  if (
    inside &&
    (rect.x < area.left || rect.y < area.top || rect.x + rect.width > area.right || rect.y + rect.height > area.bottom)
  ) {
    sum += WEIGHT.outside;
  }
  for (const other of around.covered) sum += overlap(rect, other, MARGIN) * WEIGHT.covered;
  around.labels.near(rect, (other) => {
    if (other.id !== item.id) sum += overlap(rect, other, MARGIN) * WEIGHT.label;
  });
  if (sum >= enough) return sum;
  around.symbols.near(rect, (other) => {
    if (other.id !== item.id && overlap(rect, other, 1) > 0) sum += WEIGHT.symbol;
  });
  around.vectors.near(rect, (other) => {
    if (crosses(other.line, rect)) sum += WEIGHT.vector;
  });
  return sum;
}

/** The label's rectangle at a candidate place: its nearest corner or edge at the leader's end. */
function rectangle(item, index) {
  const { dx, dy, reach } = CANDIDATES[index];
  const { width, height } = item;
  const x = item.x + dx * reach - (dx > 0 ? 0 : dx < 0 ? width : width / 2);
  const y = item.y + dy * reach - (dy > 0 ? 0 : dy < 0 ? height : height / 2);
  return { x, y, width, height };
}

function overlap(a, b, margin) {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) + margin;
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) + margin;
  return width > 0 && height > 0 ? width * height : 0;
}

function bounds(x0, y0, x1, y1) {
  return {
    x: Math.min(x0, x1),
    y: Math.min(y0, y1),
    width: Math.abs(x1 - x0),
    height: Math.abs(y1 - y0),
  };
}

/** Whether a line meets a rectangle (Liang-Barsky). */
function crosses([x0, y0, x1, y1], rect) {
  let enter = 0;
  let leave = 1;
  for (const [delta, gap] of [
    [x0 - x1, x0 - rect.x],
    [x1 - x0, rect.x + rect.width - x0],
    [y0 - y1, y0 - rect.y],
    [y1 - y0, rect.y + rect.height - y0],
  ]) {
    if (delta === 0) {
      if (gap < 0) return false;
    } else {
      const at = gap / delta;
      if (delta < 0) enter = Math.max(enter, at);
      else leave = Math.min(leave, at);
    }
  }
  return enter <= leave;
}

/** Rectangles by cell, so that only near ones are compared. */
class Grid {
  constructor() {
    this.cells = new Map();
    this.keys = new Map(); // id -> keys, for removal
  }

  add(rect) {
    const keys = [...this.keysOf(rect)];
    if (rect.id !== undefined) this.keys.set(rect.id, keys);
    for (const key of keys) {
      const cell = this.cells.get(key);
      if (cell === undefined) this.cells.set(key, [rect]);
      else cell.push(rect);
    }
  }

  remove(id) {
    for (const key of this.keys.get(id) ?? []) {
      const cell = this.cells.get(key);
      const at = cell.findIndex((rect) => rect.id === id);
      if (at >= 0) cell.splice(at, 1);
    }
    this.keys.delete(id);
  }

  /** Calls once for each rectangle near this one; those over several cells only in their first. */
  near(rect, visit) {
    const seen = new Set();
    for (const key of this.keysOf(rect)) {
      for (const other of this.cells.get(key) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        visit(other);
      }
    }
  }

  *keysOf(rect) {
    const right = Math.floor((rect.x + rect.width + MARGIN) / CELL);
    const bottom = Math.floor((rect.y + rect.height + MARGIN) / CELL);
    for (let column = Math.floor((rect.x - MARGIN) / CELL); column <= right; column++) {
      for (let row = Math.floor((rect.y - MARGIN) / CELL); row <= bottom; row++) {
        yield column * 65536 + row;
      }
    }
  }
}
