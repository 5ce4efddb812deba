/** The time line of a replay: alerts as bars, orders as ticks, what is indexed, where it stands. */
import { alertWord } from './subjects.js';

const ORDER = 1;
const ALERT_RAISED = 2;
const ALERT_ENDED = 3;
const GROUP = 4;

const ALERT_LANES = 3;
const LANE = 9;
const ALERTS_TOP = 20;
const ORDERS_TOP = ALERTS_TOP + ALERT_LANES * LANE + 4;
const ORDERS_HEIGHT = 16;
const STEPS = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 7200, 21600, 86400]; // seconds
const LEAST_STEP = 90; // px
const LEAST_SPAN = 10_000_000; // µs on the whole line
const COLOUR = Object.freeze({
  ground: '#171b1f',
  indexed: '#262a38',
  text: '#9aa5ad',
  rule: '#3e484f',
  urgent: '#ff6b5e',
  warning: '#ffb000',
  order: '#d5dbe0',
  rejected: '#ffb000',
  group: '#6fb7e9',
  present: '#b79cff',
});

export class TimeLine {
  /** @param seek (micros) => goes there */
  constructor(canvas, seek) {
    this.canvas = canvas;
    this.seek = seek;
    this.context = canvas.getContext('2d');
    this.events = [];
    this.state = null;
    this.bars = null; // of alerts: {from, to, lane, urgent, text}
    this.view = null; // {from, to} in µs; null: the whole record
    this.pressed = false;
    this.hover = null;
    new ResizeObserver(() => this.resize()).observe(canvas);
    this.resize();
    this.listen();
  }

  told(state, events) {
    this.state = state;
    this.events = events;
    this.canvas.setAttribute('aria-valuemin', String(state.firstMicros / 1_000_000n));
    this.canvas.setAttribute('aria-valuemax', String(state.lastMicros / 1_000_000n));
    this.canvas.setAttribute('aria-valuenow', String(state.modelTimeMicros / 1_000_000n));
    this.canvas.setAttribute('aria-valuetext', new Date(Number(state.modelTimeMicros / 1000n)).toISOString());
    this.draw();
  }

  /** There are more events than before. */
  changed() {
    this.bars = null;
  }

  resize() {
    const box = this.canvas.getBoundingClientRect();
    const ratio = devicePixelRatio || 1;
    this.width = box.width;
    this.height = box.height;
    this.canvas.width = Math.round(box.width * ratio);
    this.canvas.height = Math.round(box.height * ratio);
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.draw();
  }

  span() {
    const from = Number(this.state.firstMicros);
    const to = Math.max(from + 1, Number(this.state.lastMicros));
    return this.view ?? { from, to };
  }

  x(micros) {
    const { from, to } = this.span();
    return ((Number(micros) - from) / (to - from)) * this.width;
  }

  micros(x) {
    const { from, to } = this.span();
    return BigInt(Math.round(from + (x / this.width) * (to - from)));
  }

  // --------------------------------------------------------------------------------------- drawing

  draw() {
    const { context } = this;
    if (this.state === null || this.width === 0) return;
    context.fillStyle = COLOUR.ground;
    context.fillRect(0, 0, this.width, this.height);
    context.fillStyle = COLOUR.indexed;
    const from = Math.max(0, this.x(this.state.firstMicros));
    context.fillRect(from, 0, Math.max(0, this.x(this.state.indexedMicros) - from), this.height);
    this.drawRules();
    this.drawAlerts();
    this.drawOrders();
    this.drawPresent();
    if (this.hover !== null) this.drawHover();
  }

  drawRules() {
    const { context } = this;
    const { from, to } = this.span();
    const seconds = (to - from) / 1e6;
    const step = STEPS.find((one) => (one / seconds) * this.width >= LEAST_STEP) ?? STEPS.at(-1);
    context.font = '11px "DejaVu Sans Mono", monospace';
    context.textBaseline = 'top';
    for (let at = Math.ceil(from / 1e6 / step) * step; at <= to / 1e6; at += step) {
      const x = this.x(at * 1e6);
      context.fillStyle = COLOUR.rule;
      context.fillRect(x, 0, 1, this.height);
      context.fillStyle = COLOUR.text;
      const text = new Date(at * 1000).toISOString();
      context.fillText(step < 60 ? text.slice(11, 19) : text.slice(11, 16), x + 4, 4);
    }
  }

  /** An alert's end closes the newest open one of its number. */
  alertBars() {
    if (this.bars !== null && this.barsOf === this.events.length) return this.bars;
    const open = new Map();
    const lanes = [];
    this.bars = [];
    this.barsOf = this.events.length;
    for (const event of this.events) {
      const at = Number(event.modelTimeMicros);
      if (event.kind === ALERT_RAISED) {
        let lane = lanes.findIndex((until) => until <= at);
        if (lane < 0) lane = lanes.length;
        lanes[lane] = Infinity;
        const bar = { from: at, to: null, lane, text: event.text, urgent: alertWord({ kind: event.alertKind }).urgent };
        open.set(event.alert, bar);
        this.bars.push(bar);
      } else if (event.kind === ALERT_ENDED && open.has(event.alert)) {
        const bar = open.get(event.alert);
        open.delete(event.alert);
        bar.to = at;
        lanes[bar.lane] = at;
      }
    }
    return this.bars;
  }

  drawAlerts() {
    const { context } = this;
    for (const bar of this.alertBars()) {
      const from = this.x(bar.from);
      const to = this.x(bar.to ?? this.state.indexedMicros);
      if (to < 0 || from > this.width) continue;
      context.fillStyle = bar.urgent ? COLOUR.urgent : COLOUR.warning;
      const top = ALERTS_TOP + (bar.lane % ALERT_LANES) * LANE;
      context.fillRect(from, top, Math.max(2, to - from), LANE - 2);
    }
  }

  drawOrders() {
    const { context } = this;
    for (const event of this.events) {
      if (event.kind !== ORDER && event.kind !== GROUP) continue;
      const x = this.x(event.modelTimeMicros);
      if (x < -2 || x > this.width + 2) continue;
      if (event.kind === GROUP) {
        context.fillStyle = COLOUR.group;
        context.fillRect(x, 0, 2, this.height);
      } else {
        context.fillStyle = event.rejected === '' ? COLOUR.order : COLOUR.rejected;
        context.fillRect(x, ORDERS_TOP, 1.5, ORDERS_HEIGHT);
        if (event.rejected !== '') context.fillRect(x - 2, ORDERS_TOP + ORDERS_HEIGHT - 2, 5.5, 2);
      }
    }
  }

  drawPresent() {
    if (this.state.frame === 0n) return;
    const { context } = this;
    const x = this.x(this.state.modelTimeMicros);
    context.fillStyle = COLOUR.present;
    context.fillRect(x - 1, 0, 2, this.height);
    context.beginPath();
    context.moveTo(x - 6, 0);
    context.lineTo(x + 6, 0);
    context.lineTo(x, 8);
    context.fill();
  }

  drawHover() {
    const { context } = this;
    const time = new Date(Number(this.micros(this.hover.x) / 1000n)).toISOString().slice(11, 19);
    const near = this.nearest(this.hover.x);
    const text = near === null ? time : `${time}  ${near}`;
    context.font = '12px "DejaVu Sans", sans-serif';
    const width = context.measureText(text).width + 12;
    const left = Math.max(0, Math.min(this.width - width, this.hover.x + 8));
    context.fillStyle = '#0f1214';
    context.fillRect(left, this.height - 20, width, 20);
    context.fillStyle = COLOUR.order;
    context.textBaseline = 'middle';
    context.fillText(text, left + 6, this.height - 10);
  }

  /** What is said under the pointer: the alerts that are open there, else the nearest event. */
  nearest(x) {
    const at = Number(this.micros(x));
    const bars = this.alertBars().filter((bar) => bar.from <= at && (bar.to ?? Infinity) >= at);
    if (bars.length > 0 && this.hover.y < ORDERS_TOP) return bars.map((bar) => bar.text).join(' · ');
    let best = null;
    for (const event of this.events) {
      const distance = Math.abs(this.x(event.modelTimeMicros) - x);
      if (distance < 6 && (best === null || distance < best.distance)) best = { distance, event };
    }
    if (best === null) return null;
    const { text, by, rejected } = best.event;
    return `${text}${by === '' ? '' : ` · ${by}`}${rejected === '' ? '' : ` ✗ ${rejected}`}`;
  }

  // ----------------------------------------------------------------------------------------- hands

  listen() {
    const { canvas } = this;
    canvas.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || this.state === null) return;
      this.pressed = true;
      canvas.setPointerCapture(event.pointerId);
      this.seek(this.micros(event.offsetX));
    });
    canvas.addEventListener('pointermove', (event) => {
      this.hover = { x: event.offsetX, y: event.offsetY };
      if (this.pressed) this.seek(this.micros(event.offsetX));
      this.draw();
    });
    canvas.addEventListener('pointerup', () => (this.pressed = false));
    canvas.addEventListener('pointerleave', () => {
      this.hover = null;
      this.draw();
    });
    canvas.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        this.zoom(Math.exp(event.deltaY * 0.0015), event.offsetX);
      },
      { passive: false },
    );
    canvas.addEventListener('dblclick', () => {
      this.view = null;
      this.draw();
    });
    canvas.addEventListener('keydown', (event) => {
      const seconds = { ArrowLeft: -1, ArrowRight: 1, PageDown: -60, PageUp: 60 }[event.key];
      if (seconds === undefined || this.state === null) return;
      event.preventDefault();
      event.stopPropagation();
      this.seek(this.state.modelTimeMicros + BigInt(seconds) * 1_000_000n);
    });
  }

  zoom(factor, x) {
    if (this.state === null) return;
    const whole = { from: Number(this.state.firstMicros), to: Number(this.state.lastMicros) };
    const { from, to } = this.span();
    const about = Number(this.micros(x));
    const span = Math.max(LEAST_SPAN, (to - from) * factor);
    if (span >= whole.to - whole.from) this.view = null;
    else {
      const start = about - ((about - from) / (to - from)) * span;
      const begin = Math.max(whole.from, Math.min(whole.to - span, start));
      this.view = { from: begin, to: begin + span };
    }
    this.draw();
  }
}
