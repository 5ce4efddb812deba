/** The traffic: history, vectors, symbols, leaders, labels, and the lines between alerted pairs. */
import { CONTROL } from './control.js';
import { colourOf, compactLines, labelLines } from './label.js';
import { drawPlanned } from './planned.js';
import { placeLabels } from './placement.js';
import { drawPlots } from './plots-layer.js';
import { METRES_PER_NM } from './projection.js';
import { STCA } from './subjects.js';
import { drawSymbol } from './symbols.js';
import { COLOUR, MONOSPACE } from './theme.js';

const EASE_MILLIS = 180;

export class TrafficLayer {
  constructor() {
    this.memory = new Map(); // where labels are
    this.dragged = new Map(); // track -> offset the controller gave its label
    this.sizes = new Map(); // track -> {width, height} its label was placed by
    this.eased = new Map(); // track -> {x, y, at} offset now shown
    this.placed = []; // what was drawn, for the pointer: {subject, rect, segments, symbol}
    this.scale = 0;
  }

  draw(ctx, scene) {
    const { view, settings, subjects } = scene;
    const shown = subjects
      .map((subject) => ({ subject, at: view.toScreen(subject.place) }))
      .filter(({ at }) => at.x > -80 && at.y > -80 && at.x < view.width + 80 && at.y < view.height + 80);
    if (settings.showPlots) drawPlots(ctx, scene);
    drawPlanned(ctx, scene);
    for (const { subject } of shown) drawHistory(ctx, subject, scene);
    for (const { subject, at } of shown) drawVector(ctx, subject, at, scene);
    const pairs = alertedPairs(ctx, scene);
    for (const pair of pairs) drawPairLine(ctx, pair, scene);
    for (const { subject, at } of shown) drawSymbol(ctx, subject, at, scene, isFiltered(subject, settings));
    this.drawLabels(ctx, shown, scene, settings, pairs.map((pair) => pair.box));
    for (const pair of pairs) drawPairText(ctx, pair, settings);
  }

  drawLabels(ctx, shown, scene, settings, pairTexts) {
    const { view, now, picture } = scene;
    if (this.scale !== view.metresPerPixel) {
      this.scale = view.metresPerPixel;
      for (const held of this.memory.values()) Object.assign(held, { movedAt: -Infinity, examinedAt: -Infinity });
    }
    ctx.font = `${settings.labelSize}px ${MONOSPACE}`;
    ctx.textBaseline = 'alphabetic';
    const cell = { width: ctx.measureText('0').width, height: Math.round(settings.labelSize * 1.22) };
    const items = [];
    for (const { subject, at } of shown) {
      if (isFiltered(subject, settings)) continue;
      const lines = labelLines(subject, picture);
      if (subject.note) lines.push([{ text: subject.note, field: 'answer', colour: COLOUR.warning }]);
      if (lines.length === 0) continue;
      const whole = measure(lines, cell);
      const short = canShrink(subject) ? compactLines(subject) : null;
      items.push({
        ...this.sizeOf(subject, whole, cell, scene),
        ...this.itemOf(subject, at, scene),
        compact: short === null ? null : measure(short, cell),
        whole,
        subject,
        lines,
        short,
      });
    }
    const kept = [...scene.covered, ...pairTexts];
    const placed = placeLabels(items, this.memory, now, scene.area, kept);
    this.forget(shown, picture);
    items.sort((a, b) => a.priority - b.priority);
    this.placed = items.map((item) => {
      const target = placed.get(item.id);
      const { x, y } = this.ease(item, target, scene);
      const shown = target.compact ? { lines: item.short, ...item.compact } : { lines: item.lines, ...item.whole };
      return drawLabel(ctx, item, shown.lines, { x, y, width: shown.width, height: shown.height }, cell, scene);
    });
    this.symbols = shown;
  }

  /**
   * The size a label is placed by: its own; under the cursor the one it had before, so that it grows
   * where it stands and does not run away.
   */
  sizeOf(subject, whole, cell, { hovered, picture }) {
    if (hovered !== subject.id) {
      this.sizes.set(subject.id, whole);
      return whole;
    }
    const before = this.sizes.get(subject.id);
    return before ?? measure(labelLines({ ...subject, extended: false }, picture), cell);
  }

  itemOf(subject, at, scene) {
    return {
      id: subject.id,
      x: at.x,
      y: at.y,
      priority: subject.rank,
      vector: vectorEnd(subject, scene),
      fixed: this.dragged.get(subject.id) ?? null,
      hold: scene.hovered === subject.id,
    };
  }

  ease(item, target, { now, reducedMotion }) {
    const offset = { x: target.x - item.x, y: target.y - item.y };
    const before = this.eased.get(item.id);
    if (before === undefined || reducedMotion || item.fixed !== null) {
      this.eased.set(item.id, { ...offset, at: now });
      return target;
    }
    const part = Math.min(1, (now - before.at) / EASE_MILLIS);
    const x = before.x + (offset.x - before.x) * part;
    const y = before.y + (offset.y - before.y) * part;
    this.eased.set(item.id, { x, y, at: now });
    this.moving ||= Math.abs(x - offset.x) + Math.abs(y - offset.y) > 0.5;
    return { x: item.x + x, y: item.y + y };
  }

  /** Whether a label is still on its way, so that another drawing is due. */
  takeMoving() {
    const moving = this.moving;
    this.moving = false;
    return moving;
  }

  forget(shown, picture) {
    for (const track of this.dragged.keys()) if (!picture.tracks.has(track)) this.dragged.delete(track);
    const present = new Set(shown.map(({ subject }) => subject.id));
    for (const map of [this.memory, this.sizes, this.eased]) {
      for (const id of map.keys()) if (!present.has(id)) map.delete(id);
    }
  }

  /** The label field, or symbol, at a place on the screen. */
  at(x, y) {
    for (let index = this.placed.length - 1; index >= 0; index--) {
      const { subject, rect, segments } = this.placed[index];
      if (x < rect.x - 3 || y < rect.y - 2 || x > rect.x + rect.width + 3 || y > rect.y + rect.height + 2) continue;
      const segment = segments.find((s) => x >= s.x - 3 && x <= s.x + s.width + 3 && y >= s.y && y <= s.y + s.height);
      return { subject, field: segment?.field ?? 'label', segment, rect };
    }
    let nearest = null;
    let least = 11;
    for (const { subject, at } of this.symbols ?? []) {
      const distance = Math.hypot(at.x - x, at.y - y);
      if (distance < least) {
        least = distance;
        nearest = { subject, field: 'symbol' };
      }
    }
    return nearest;
  }
}

function isFiltered(subject, settings) {
  const { track } = subject;
  if (!isQuiet(subject) || subject.extended) return false;
  if (track.level === null) return settings.levelFloor > 0 || settings.levelCeiling < 660;
  return track.level < settings.levelFloor || track.level > settings.levelCeiling;
}

/** Nothing about it asks for attention. */
function isQuiet({ control, alerts, told }) {
  return control === CONTROL.UNCONCERNED && alerts.length + told.length === 0;
}

/** Background traffic that is known: what flies unknown inside our own sector keeps its whole label. */
function canShrink(subject) {
  return isQuiet(subject) && !subject.extended && (subject.flight !== undefined || !subject.ownAirspace);
}

function measure(lines, cell) {
  let columns = 0;
  for (const line of lines) {
    columns = Math.max(columns, line.reduce((sum, s) => sum + s.text.length + (s.box ? 1 : 0), line.length - 1));
  }
  return { width: columns * cell.width, height: lines.length * cell.height };
}

function drawLabel(ctx, item, lines, rect, cell, scene) {
  const { subject } = item;
  drawLeader(ctx, item, rect, subject);
  ctx.globalAlpha = isQuiet(subject) ? 0.4 : 0.78;
  ctx.fillStyle = scene.groundAt(rect.x + rect.width / 2, rect.y + rect.height / 2);
  ctx.beginPath();
  ctx.roundRect(rect.x - 3, rect.y - 2, rect.width + 6, rect.height + 4, 4);
  ctx.fill();
  ctx.globalAlpha = 1;
  const segments = [];
  lines.forEach((line, row) => {
    let x = rect.x;
    const top = rect.y + row * cell.height;
    for (const segment of line) {
      const width = (segment.text.length + (segment.box ? 1 : 0)) * cell.width;
      drawSegment(ctx, segment, x, top, width, cell, scene);
      segments.push({ field: segment.field, text: segment.text, x, y: top, width, height: cell.height });
      x += width + cell.width;
    }
  });
  if (subject.extended) {
    ctx.strokeStyle = subject.selected ? COLOUR.tool : COLOUR.otherEdge;
    ctx.lineWidth = 1;
    ctx.strokeRect(Math.round(rect.x) - 4.5, Math.round(rect.y) - 3.5, rect.width + 9, rect.height + 7);
  }
  return { subject, rect, segments };
}

function drawSegment(ctx, segment, x, top, width, cell, scene) {
  const baseline = top + cell.height * 0.8;
  const dimmed = segment.blink && scene.blinkOff;
  if (segment.box) {
    ctx.globalAlpha = dimmed ? 0.45 : 1;
    ctx.fillStyle = segment.box;
    ctx.beginPath();
    ctx.roundRect(x - 1, top + 0.5, width, cell.height - 2, 2.5);
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.fillStyle = segment.colour;
    ctx.fillText(segment.text, x + cell.width / 2 - 1, baseline);
    return;
  }
  ctx.globalAlpha = dimmed ? 0.5 : 1;
  ctx.fillStyle = segment.colour;
  ctx.fillText(segment.text, x, baseline);
  ctx.globalAlpha = 1;
  if (segment.underline) ctx.fillRect(x, baseline + 2, width, 1);
}

function drawLeader(ctx, item, rect, subject) {
  const x = Math.max(rect.x - 2, Math.min(item.x, rect.x + rect.width + 2));
  const y = Math.max(rect.y - 1, Math.min(item.y, rect.y + rect.height + 1));
  const length = Math.hypot(x - item.x, y - item.y);
  if (length < 9) return;
  const start = 7 / length;
  ctx.strokeStyle = colourOf(subject);
  ctx.globalAlpha = 0.55;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(item.x + (x - item.x) * start, item.y + (y - item.y) * start);
  ctx.lineTo(x, y);
  ctx.stroke();
  ctx.globalAlpha = 1;
}

function drawHistory(ctx, subject, { view, settings }) {
  const dots = subject.track.history.slice(-settings.historyDots);
  if (settings.historyDots === 0) return;
  ctx.fillStyle = colourOf(subject);
  dots.forEach((dot, index) => {
    const { x, y } = view.toScreen(dot);
    ctx.globalAlpha = Math.min(1, (0.2 + (0.55 * (index + 1)) / dots.length) * settings.historyBrightness);
    ctx.fillRect(x - 1.1, y - 1.1, 2.2, 2.2);
  });
  ctx.globalAlpha = 1;
}

function vectorEnd(subject, { view, settings }) {
  if (settings.vectorMinutes === 0) return null;
  const { track, place } = subject;
  const seconds = settings.vectorMinutes * 60;
  return view.toScreen({ x: place.x + track.vx * seconds, y: place.y + track.vy * seconds });
}

function drawVector(ctx, subject, at, scene) {
  const { settings } = scene;
  const end = vectorEnd(subject, scene);
  if (end === null) return;
  const length = Math.hypot(end.x - at.x, end.y - at.y);
  if (length < 9) return;
  const start = 6 / length;
  ctx.strokeStyle = colourOf(subject);
  ctx.globalAlpha = Math.min(1, 0.8 * settings.vectorBrightness);
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(at.x + (end.x - at.x) * start, at.y + (end.y - at.y) * start);
  ctx.lineTo(end.x, end.y);
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** The pairs of short-term conflict alerts on the screen, and where their text stands. */
function alertedPairs(ctx, { picture, view, settings }) {
  const pairs = [];
  ctx.font = `${settings.labelSize - 2}px ${MONOSPACE}`;
  for (const alert of picture.alerts.values()) {
    const a = picture.tracks.get(alert.trackA);
    const b = picture.tracks.get(alert.trackB);
    if (alert.kind !== STCA || a === undefined || b === undefined) continue;
    const from = view.toScreen(picture.place(a));
    const to = view.toScreen(picture.place(b));
    const text = pairText(alert, picture.time);
    pairs.push({ alert, from, to, text, box: pairTextBox(ctx, from, to, text, settings) });
  }
  return pairs;
}

function drawPairLine(ctx, { alert, from, to }, { blinkOff }) {
  ctx.strokeStyle = COLOUR.urgentLine;
  ctx.globalAlpha = blinkOff && !alert.acknowledged ? 0.55 : 1;
  ctx.lineWidth = alert.infringed ? 2 : 1.4;
  ctx.setLineDash(alert.infringed ? [] : [6, 4]);
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.lineTo(to.x, to.y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function drawPairText(ctx, { text, box }, settings) {
  ctx.font = `${settings.labelSize - 2}px ${MONOSPACE}`;
  ctx.globalAlpha = 0.85;
  ctx.fillStyle = COLOUR.outside;
  ctx.fillRect(box.x - 3, box.y, box.width + 6, box.height);
  ctx.globalAlpha = 1;
  ctx.fillStyle = COLOUR.urgentLine;
  ctx.fillText(text, box.x, box.y + box.height * 0.78);
}

/** On the line when there is room for it between the two symbols, beside it when they are near. */
function pairTextBox(ctx, from, to, text, settings) {
  const width = ctx.measureText(text).width;
  const height = settings.labelSize + 3;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  let x = (from.x + to.x) / 2;
  let y = (from.y + to.y) / 2;
  if (length < width + 40 && length > 0) {
    const side = to.x >= from.x ? 1 : -1; // below the line, as the eye has it
    const away = 16 + (Math.abs(to.y - from.y) / length) * (width / 2);
    x += ((from.y - to.y) / length) * side * away;
    y += ((to.x - from.x) / length) * side * away;
  }
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** Least distance and the time to the violation, which runs down between two tellings. */
export function pairText(alert, timeMillis) {
  const miles = (alert.leastDistanceMetres / METRES_PER_NM).toFixed(1);
  if (alert.infringed) return `${miles} NM now`;
  const left = Math.max(0, alert.violationMillis - (timeMillis - alert.toldAt));
  const seconds = Math.round(left / 1000);
  return `${miles} NM ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
