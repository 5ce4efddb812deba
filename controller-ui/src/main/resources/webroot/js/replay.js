/**
 * The replay of a recorded log: what it says of itself, in a colour of its own, and the hands that
 * move it. The picture comes as always, from frames; here is only when it is.
 */
import { TimeLine } from './time-line.js';

const SILENT = 1000;
const LOOK_EVERY = 250;
const JUMP_MICROS = 10_000_000n;
const ROWS = 60;
/** Rows of what is still to come, below the present. */
const AHEAD = 12;
/** Shown a little before it happens. */
const LEAD_MICROS = 3_000_000n;

export class Replay {
  constructor(desk) {
    this.desk = desk;
    this.active = false;
    this.state = null;
    this.events = [];
    this.asked = -1;
    this.heardAt = -Infinity;
    this.reliance = 'JOINING';
    this.listed = '';
    this.element = (id) => document.getElementById(id);
  }

  /** This page shows a replay, and says so in more than one place. */
  begin() {
    if (this.active) return;
    this.active = true;
    document.body.dataset.replay = '';
    document.title = 'REPLAY · Vigil';
    this.element('replay').hidden = false;
    this.line = new TimeLine(this.element('replay-line'), (micros) => this.seek(micros));
    this.listen();
    this.heardAt = performance.now();
    setInterval(() => this.rely(), LOOK_EVERY);
  }

  listen() {
    this.element('replay-play').addEventListener('click', () => this.toggle());
    this.element('replay-back').addEventListener('click', () => this.jump(-JUMP_MICROS));
    this.element('replay-forward').addEventListener('click', () => this.jump(JUMP_MICROS));
    this.element('replay-step-back').addEventListener('click', () => this.control('step', -1));
    this.element('replay-step').addEventListener('click', () => this.control('step', 1));
    const speed = this.element('replay-speed');
    speed.addEventListener('change', () => {
      this.control('speed', Number(speed.value));
      speed.blur();
    });
    this.element('replay-go').addEventListener('submit', (event) => {
      event.preventDefault();
      this.goTo(this.element('replay-at'));
    });
    const keys = {
      ' ': () => this.toggle(),
      ',': () => this.control('step', -1),
      '.': () => this.control('step', 1),
      '[': () => this.jump(-JUMP_MICROS),
      ']': () => this.jump(JUMP_MICROS),
    };
    addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.target.closest('input, select, button, .menu') || keys[event.key] === undefined) return;
      event.preventDefault();
      keys[event.key]();
    });
  }

  // ------------------------------------------------------------------------------------ what it says

  told(state) {
    this.state = state;
    this.heardAt = performance.now();
    if (state.events > this.events.length && this.asked < this.events.length) {
      this.asked = this.events.length;
      this.desk.feed.timeline(this.asked);
    }
    this.line.told(state, this.events);
    this.show();
    this.rely();
  }

  timeline(from, events) {
    if (from !== this.events.length) return;
    this.events.push(...events);
    this.line.changed();
    this.listed = '';
  }

  /** Standing still is what a pause is for; only a replay that says nothing any more is stale. */
  relies(state) {
    this.reliance = state;
    const silent = performance.now() - this.heardAt > SILENT;
    return silent ? 'STALE' : state === 'JOINING' ? 'JOINING' : 'REPLAY';
  }

  rely() {
    const state = this.relies(this.reliance);
    if (state !== this.desk.headline.state || state === 'STALE') this.desk.headline.picture(state);
  }

  show() {
    const { state } = this;
    const shown = state.frame > 0n;
    this.element('replay-time').textContent = shown ? moment(state.modelTimeMicros) : '—';
    this.element('replay-frame').textContent = shown ? `frame ${state.frame}` : '';
    const play = this.element('replay-play');
    play.textContent = state.playing ? '❚❚' : '▶';
    play.setAttribute('aria-label', state.playing ? 'Pause' : 'Play');
    const speed = this.element('replay-speed');
    if (document.activeElement !== speed) this.showSpeed(speed, state.speed);
    this.element('replay-word').textContent = state.playing ? 'REPLAY' : 'REPLAY · PAUSED';
    const answer = state.answer !== '' ? state.answer : state.indexed ? '' : `indexing ${this.indexedPercent()} %`;
    this.element('replay-answer').textContent = answer;
    const origin = this.element('replay-origin');
    origin.textContent = state.origin;
    origin.title = state.origin;
    const wrong = state.proof.startsWith('NOT') || state.findings.length > 0;
    const proof = this.element('replay-proof');
    proof.textContent = [state.proof, ...state.findings].join(' · ');
    proof.title = proof.textContent;
    proof.classList.toggle('warning', wrong);
    this.showEvents(state);
  }

  showSpeed(select, speed) {
    const text = String(speed);
    if (![...select.options].some((option) => option.value === text)) {
      select.append(new Option(`× ${text}`, text));
    }
    select.value = text;
  }

  indexedPercent() {
    const { firstMicros, lastMicros, indexedMicros } = this.state;
    return lastMicros > firstMicros ? Number(((indexedMicros - firstMicros) * 100n) / (lastMicros - firstMicros)) : 100;
  }

  /** The events around the present moment; each is a way there. */
  showEvents({ modelTimeMicros, frame }) {
    let past = 0;
    while (past < this.events.length && this.events[past].frame <= frame) past++;
    const listed = `${past} ${this.events.length}`;
    if (listed === this.listed) return;
    this.listed = listed;
    const from = Math.max(0, past - ROWS);
    const rows = this.events.slice(from, past + AHEAD).map((event, index) => this.row(event, from + index < past));
    const list = this.element('replay-events');
    list.replaceChildren(...rows);
    rows[past - from - 1]?.scrollIntoView({ block: 'nearest' });
    list.setAttribute('aria-label', `Orders and alerts, ${past} up to ${moment(modelTimeMicros)}`);
  }

  row(event, past) {
    const item = document.createElement('li');
    item.className = `${CLASSES[event.kind] ?? ''} ${past ? 'past' : 'ahead'}${event.rejected === '' ? '' : ' rejected'}`;
    const button = document.createElement('button');
    button.type = 'button';
    const time = moment(event.modelTimeMicros).slice(11, 19);
    const ended = event.kind === KIND.ALERT_ENDED ? ' ends' : '';
    const by = event.by === '' ? '' : ` · ${event.by}`;
    const rejected = event.rejected === '' ? '' : ` ✗ ${event.rejected}`;
    button.textContent = `${time} ${event.text}${ended}${by}${rejected}`;
    button.addEventListener('click', () => this.seek(event.modelTimeMicros - LEAD_MICROS));
    item.append(button);
    return item;
  }

  // ---------------------------------------------------------------------------------------- hands

  control(name, value) {
    this.desk.feed.replay({ control: { case: name, value } });
  }

  toggle() {
    if (this.state !== null) this.control('play', !this.state.playing);
  }

  seek(micros) {
    const { firstMicros, lastMicros } = this.state;
    const within = micros < firstMicros ? firstMicros : micros > lastMicros ? lastMicros : micros;
    this.control('seekMicros', within);
  }

  jump(micros) {
    if (this.state !== null && this.state.frame > 0n) this.seek(this.state.modelTimeMicros + micros);
  }

  /** A time of day means the nearest such time of the record to the one shown. */
  goTo(input) {
    const text = input.value.trim();
    const time = /^(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?$/.exec(text);
    let micros = null;
    if (time !== null && this.state !== null) {
      const day = moment(this.state.frame > 0n ? this.state.modelTimeMicros : this.state.firstMicros).slice(0, 10);
      const seconds = Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3] ?? 0);
      micros = BigInt(Date.parse(`${day}T00:00:00Z`)) * 1000n + BigInt(Math.round(seconds * 1e6));
    } else if (!Number.isNaN(Date.parse(text))) micros = BigInt(Date.parse(text)) * 1000n;
    const { firstMicros, lastMicros } = this.state ?? {};
    const inside = micros !== null && micros >= firstMicros - 1_000_000n && micros <= lastMicros + 1_000_000n;
    input.setCustomValidity(
      inside ? '' : `a time from ${moment(firstMicros).slice(11, 19)} to ${moment(lastMicros).slice(11, 19)}, as 10:23:45`,
    );
    if (!inside) {
      input.reportValidity();
      return;
    }
    this.seek(micros);
    input.blur();
  }
}

export const KIND = Object.freeze({ ORDER: 1, ALERT_RAISED: 2, ALERT_ENDED: 3, GROUP: 4 });
const CLASSES = Object.freeze({ 1: 'order', 2: 'alert', 3: 'alert-ended', 4: 'group' });

/** Microseconds since 1970 as 2026-11-20 10:23:45.3Z. */
export function moment(micros) {
  return new Date(Number(micros / 1000n)).toISOString().replace('T', ' ').replace(/(\.\d)\d\dZ$/, '$1Z');
}
