/** Rectangles on the screen, by cell, so that only near ones are compared. */

const CELL = 96; // px
const COLUMNS = 4096; // more than any screen has

export class Grid {
  constructor() {
    this.cells = new Map();
    this.asked = 0;
  }

  add(rect) {
    rect.asked = 0;
    this.visit(rect, (key) => {
      const cell = this.cells.get(key);
      if (cell === undefined) this.cells.set(key, [rect]);
      else cell.push(rect);
    });
  }

  /** @param rect the very one that was added */
  remove(rect) {
    this.visit(rect, (key) => {
      const cell = this.cells.get(key);
      cell.splice(cell.indexOf(rect), 1);
    });
  }

  /** Those in the cells that this one touches, each once. */
  near(rect) {
    const asked = ++this.asked;
    const found = [];
    this.visit(rect, (key) => {
      for (const other of this.cells.get(key) ?? []) {
        if (other.asked === asked) continue;
        other.asked = asked;
        found.push(other);
      }
    });
    return found;
  }

  visit(rect, act) {
    const right = Math.floor((rect.x + rect.width) / CELL);
    const bottom = Math.floor((rect.y + rect.height) / CELL);
    for (let column = Math.floor(rect.x / CELL); column <= right; column++) {
      for (let row = Math.floor(rect.y / CELL); row <= bottom; row++) act(row * COLUMNS + column);
    }
  }
}

/** Square pixels that two rectangles share, the one grown by a margin. */
export function overlap(a, b, margin) {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) + margin;
  if (width <= 0) return 0;
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) + margin;
  return height > 0 ? width * height : 0;
}

/** Whether a line meets a rectangle (Liang-Barsky). */
export function crosses([x0, y0, x1, y1], rect) {
  let enter = 0;
  let leave = 1;
  for (let side = 0; side < 4; side++) {
    const delta = side === 0 ? x0 - x1 : side === 1 ? x1 - x0 : side === 2 ? y0 - y1 : y1 - y0;
    const gap =
      side === 0 ? x0 - rect.x : side === 1 ? rect.x + rect.width - x0 : side === 2 ? y0 - rect.y : rect.y + rect.height - y0;
    if (delta === 0) {
      if (gap < 0) return false;
    } else if (delta < 0) enter = Math.max(enter, gap / delta);
    else leave = Math.min(leave, gap / delta);
  }
  return enter <= leave;
}
