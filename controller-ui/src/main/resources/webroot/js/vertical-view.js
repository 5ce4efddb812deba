/** The vertical view of the selected flight along its route: levels against time, and who is near. */
import { levelText } from './label.js';
import { AHEAD_MILLIS, encounters, pathAt, plannedPath } from './profile.js';
import { METRES_PER_NM } from './projection.js';
import { COLOUR, CONTROL_COLOUR, MONOSPACE } from './theme.js';
import { hourMinute } from './tools-layer.js';

const EVERY_MILLIS = 1000;
const MARGIN = { left: 40, right: 10, top: 20, bottom: 20 };
const LEVELS_AROUND = 40;
const OTHERS_SHOWN = 8;
const PAIR_ALERTS = Object.freeze({ 1: 'STCA', 180: 'MTCD' });

export class VerticalView {
  constructor(desk) {
    this.desk = desk;
    this.element = document.getElementById('vertical');
    this.canvas = this.element.querySelector('canvas');
    this.words = this.element.querySelector('#vertical-words');
    this.drawnAt = -Infinity;
    this.drawnOf = null;
    this.shown = []; // the encounters drawn
    this.element.querySelector('.panel-close').addEventListener('click', () => desk.toolbar.set('showVertical', false));
  }

  /** Follows the selection; computed anew once a second, and at once for another flight. */
  show(now) {
    const { desk } = this;
    const subject = desk.settings.showVertical ? desk.subjectOf(desk.selected) : undefined;
    this.element.hidden = subject === undefined;
    if (subject === undefined) {
      this.drawnOf = null;
      return;
    }
    if (this.drawnOf === subject.id && now - this.drawnAt < EVERY_MILLIS) return;
    this.drawnOf = subject.id;
    this.drawnAt = now;
    this.draw(subject);
  }

  /** What it is drawn by has changed. */
  drawAnew() {
    this.drawnOf = null;
  }

  draw({ flight, track }) {
    const { picture, subjects } = this.desk;
    const path = plannedPath(picture, flight, track);
    const near = encounters(picture, flight, track, subjects);
    this.shown = near.filter((one) => one.conflict).concat(near.filter((one) => !one.conflict).slice(0, OTHERS_SHOWN));
    for (const one of this.shown) one.alert = alertOf(picture, track, one.subject.track);
    const cleared = flight?.clearedLevel;
    this.element.querySelector('.panel-title').textContent = `${picture.nameOf(track)} vertical`;
    this.element.querySelector('.panel-count').textContent = cleared === undefined ? '' : `CFL ${levelText(cleared)}`;
    const said = this.said(track, cleared);
    if (this.words.textContent !== said) this.words.textContent = said;
    const chart = new Chart(this.canvas, picture.time, levelsOf(path, picture.time + AHEAD_MILLIS, cleared));
    chart.grid();
    chart.sectors(flight?.sectors ?? []);
    chart.points(path);
    for (const one of this.shown) chart.other(one, picture.nameOf(one.subject.track));
    if (cleared !== undefined) chart.cleared(cleared);
    chart.own(path);
  }

  /** The same for people who do not see the canvas. */
  said(track, cleared) {
    const now = `level ${levelText(track.level)}${cleared === undefined ? '' : `, cleared ${levelText(cleared)}`}`;
    const conflicts = this.shown.filter((one) => one.conflict || one.alert !== null);
    if (conflicts.length === 0) return `${now}; no conflict by planned routes`;
    return `${now}; ${conflicts.map((one) => `${this.desk.picture.nameOf(one.subject.track)} ${metText(one)}`).join('; ')}`;
  }
}

/** The model's own word about a pair counts more than what this page works out. */
function alertOf(picture, a, b) {
  for (const alert of picture.alerts.values()) {
    if (PAIR_ALERTS[alert.kind] === undefined) continue;
    const ids = [alert.trackA, alert.trackB];
    if (ids.includes(a.number) && ids.includes(b.number)) return alert;
  }
  return null;
}

function metText({ alert, time, metres, feet }) {
  if (alert !== null) return `${PAIR_ALERTS[alert.kind]} ${(alert.leastDistanceMetres / METRES_PER_NM).toFixed(1)} NM`;
  const vertical = feet === null ? '' : ` ${Math.round(feet / 100) * 100} ft`;
  return `${hourMinute(BigInt(Math.round(time)) * 1000n)} ${(metres / METRES_PER_NM).toFixed(1)} NM${vertical}`;
}

/** The levels to be shown: those flown until the view's end. */
function levelsOf(path, until, cleared) {
  const flown = [...path.filter(({ time }) => time <= until), pathAt(path, until)];
  const levels = [...flown.map((point) => point?.level), cleared].filter((level) => level !== null && level !== undefined);
  if (levels.length === 0) levels.push(200);
  const low = Math.max(0, Math.floor((Math.min(...levels) - LEVELS_AROUND) / 20) * 20);
  const high = Math.ceil((Math.max(...levels) + LEVELS_AROUND) / 20) * 20;
  return { low, high };
}

/** The drawing: model time to the right, levels upward. */
class Chart {
  constructor(canvas, now, { low, high }) {
    const box = canvas.getBoundingClientRect();
    const ratio = devicePixelRatio || 1;
    canvas.width = Math.round(box.width * ratio);
    canvas.height = Math.round(box.height * ratio);
    this.ctx = canvas.getContext('2d');
    this.ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.ctx.font = `11px ${MONOSPACE}`;
    Object.assign(this, { now, low, high, width: box.width, height: box.height });
    this.written = []; // where names stand
  }

  x(time) {
    return MARGIN.left + ((time - this.now) / AHEAD_MILLIS) * (this.width - MARGIN.left - MARGIN.right);
  }

  y(level) {
    const part = (level - this.low) / (this.high - this.low);
    return this.height - MARGIN.bottom - part * (this.height - MARGIN.top - MARGIN.bottom);
  }

  grid() {
    const { ctx } = this;
    const step = [20, 40, 50, 100].find((levels) => (this.high - this.low) / levels <= 6) ?? 200;
    ctx.lineWidth = 1;
    for (let level = Math.ceil(this.low / step) * step; level <= this.high; level += step) {
      const y = Math.round(this.y(level)) + 0.5;
      this.line(COLOUR.rings, [[MARGIN.left, y], [this.width - MARGIN.right, y]]);
      ctx.fillStyle = COLOUR.dim;
      ctx.fillText(levelText(level), 8, y + 4);
    }
  }

  /** Where the flight passes from sector to sector. */
  sectors(entries) {
    for (const { sector, entryMicros } of entries) {
      const x = Math.round(this.x(Number(entryMicros) / 1000)) + 0.5;
      if (x < MARGIN.left || x > this.width - MARGIN.right - 24) continue;
      this.line(COLOUR.otherEdge, [[x, MARGIN.top - 6], [x, this.height - MARGIN.bottom]], [2, 3]);
      this.ctx.fillStyle = COLOUR.dim;
      this.ctx.fillText(sector, x + 3, MARGIN.top - 8);
    }
  }

  /** The route's points along the bottom; a name that would cover the one before is left out. */
  points(path) {
    const { ctx } = this;
    let free = MARGIN.left;
    ctx.fillStyle = COLOUR.dim;
    for (const { time, name } of path) {
      const x = this.x(time);
      if (name === '' || x > this.width - MARGIN.right) continue;
      ctx.fillRect(x - 0.5, this.height - MARGIN.bottom, 1, 4);
      const width = ctx.measureText(name).width;
      const left = Math.min(Math.max(x - width / 2, MARGIN.left), this.width - width - 2);
      if (left < free) continue;
      ctx.fillText(name, left, this.height - 5);
      free = left + width + 8;
    }
  }

  own(path) {
    const { ctx } = this;
    const places = path.filter((point) => point.level !== null).map((point) => [this.x(point.time), this.y(point.level)]);
    ctx.save();
    ctx.beginPath();
    ctx.rect(MARGIN.left - 6, 0, this.width - MARGIN.left - MARGIN.right + 6, this.height);
    ctx.clip();
    this.line(COLOUR.text, places, [], 2);
    if (places.length > 0) {
      ctx.fillStyle = COLOUR.text;
      ctx.beginPath();
      ctx.arc(...places[0], 4, 0, 2 * Math.PI);
      ctx.fill();
    }
    ctx.restore();
  }

  cleared(level) {
    const y = Math.round(this.y(level)) + 0.5;
    this.line(COLOUR.tool, [[MARGIN.left, y], [this.width - MARGIN.right, y]], [6, 5]);
  }

  /** Another flight while it is near: dashed, in its own colour; a conflict is marked and said. */
  other(met, name) {
    const { ctx } = this;
    const { conflict, alert, subject, spans } = met;
    const wrong = conflict || alert !== null;
    const colour = wrong ? COLOUR.urgentLine : CONTROL_COLOUR[subject.control];
    const seen = spans.filter(({ level }) => level !== null && level > this.low - 10 && level < this.high + 10);
    if (seen.length === 0) return;
    this.line(colour, seen.map(({ time, level }) => [this.x(time), this.y(level)]), [4, 3], wrong ? 1.8 : 1);
    const away = ({ time }) => Math.abs(time - met.time);
    const nearest = seen.reduce((a, b) => (away(b) < away(a) ? b : a));
    const x = this.x(nearest.time);
    const y = this.y(nearest.level);
    ctx.fillStyle = colour;
    if (wrong) ctx.fillRect(x - 3, y - 3, 6, 6);
    const text = wrong ? `${name} ${metText(met)}` : name;
    const width = ctx.measureText(text).width;
    this.write(text, Math.max(MARGIN.left, Math.min(x + 6, this.width - width - 4)), y - 6, width);
  }

  /** Above another name, if it would cover that. */
  write(text, left, baseline, width) {
    let y = baseline;
    const covers = (other) => left < other.right && other.left < left + width && Math.abs(other.y - y) < 11;
    while (y > MARGIN.top && this.written.some(covers)) y -= 11;
    this.written.push({ left, right: left + width, y });
    this.ctx.fillText(text, left, y);
  }

  line(colour, places, dash = [], width = 1) {
    const { ctx } = this;
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.setLineDash(dash);
    ctx.beginPath();
    places.forEach(([x, y], index) => (index === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)));
    ctx.stroke();
    ctx.setLineDash([]);
  }
}
