/** The head line: time from frames, position, source lights, age, and what this page measured. */
import { viewWords } from './group-state.js';

const PICTURE_WORDS = Object.freeze({
  JOINING: 'joining…',
  CONFIRMED: 'confirmed',
  UNCONFIRMED: 'unconfirmed',
  SINGLE_SOURCE: 'single source',
  STALE: 'STALE',
  FROZEN: 'PICTURE FROZEN',
  REPLAY: 'replay',
});

export class Headline {
  constructor() {
    this.sources = new Map(); // index -> {state, lag}
    this.state = 'JOINING';
    this.quorum = 0;
    this.measures = null;
    this.statuses = new Map();
    this.netsShown = null;
    this.thin = false;
    this.element = (id) => document.getElementById(id);
  }

  welcome({ members, quorum, version }) {
    this.element('version').textContent = version;
    this.regrouped({ members, quorum });
  }

  /** Whom the vote counts from now on. */
  regrouped({ members, quorum }) {
    this.quorum = quorum;
    for (const { index } of members) {
      if (!this.sources.has(index)) this.sources.set(index, { state: 'CLOSED', lag: null });
    }
    for (const index of [...this.sources.keys()]) {
      if (members.some((member) => member.index === index)) continue;
      this.sources.delete(index);
      this.statuses.delete(index);
      document.getElementById(`source-${index}`)?.remove();
    }
    this.showSources();
  }

  light(source, state) {
    if (!this.sources.has(source)) return; // it was a member
    this.sources.set(source, { ...this.sources.get(source), state, since: performance.now() });
    this.showSources();
  }

  picture(state) {
    this.state = state;
    document.body.dataset.picture = state;
    const staleness = this.element('staleness');
    staleness.hidden = state !== 'STALE' && state !== 'FROZEN';
    this.show();
  }

  status(replica, status) {
    this.statuses.set(replica, { ...status, arrivedAt: performance.now() });
  }

  /** What the line carries: nothing is said of one that carries all. */
  line(line) {
    this.thin = line !== 'WHOLE';
    const element = this.element('line');
    element.textContent = { WHOLE: '', SLOW: 'THIN LINE: 1 PICTURE A SECOND', REDUCED: 'THIN LINE: REDUCED TO YOUR AREA' }[line];
    element.title = line === 'REDUCED' ? 'Aircraft outside your sectors and 40 NM around are not shown' : '';
  }

  measured(measures) {
    this.measures = measures;
    this.measuredAt = performance.now();
    for (const [source, lag] of measures.lags) {
      const held = this.sources.get(source);
      if (held !== undefined) held.lag = lag;
    }
    this.showSources();
    this.show();
  }

  /** One for all regions that agree; one that nobody has set, or too old, is marked: MSAW goes by the standard then. */
  qnh(safetyNets) {
    if (safetyNets === this.netsShown) return;
    this.netsShown = safetyNets;
    const regions = safetyNets?.qnh ?? [];
    const [first] = regions;
    const alike = regions.every((one) => one.hectopascals === first.hectopascals && one.degraded === first.degraded);
    const shown = (alike ? regions.slice(0, 1) : regions).map(({ region, hectopascals, degraded }) => {
      const part = document.createElement('span');
      part.className = degraded ? 'warning' : '';
      part.textContent = `${alike ? '' : `${region.slice(0, 3)} `}${hectopascals === 0 ? '----' : hectopascals}${degraded ? '?' : ''}`;
      part.title = `QNH of ${alike ? 'every region' : region}${degraded ? ': none, or too old' : ''}`;
      return part;
    });
    this.element('qnh').replaceChildren(...(shown.length > 0 ? ['QNH', ...shown] : []));
  }

  showSources() {
    const holder = this.element('sources');
    const primary = this.primary();
    for (const [index, { state, lag }] of [...this.sources].sort((a, b) => a[0] - b[0])) {
      const id = `source-${index}`;
      let light = document.getElementById(id);
      if (light === null) {
        light = document.createElement('span');
        light.id = id;
        light.append(document.createElement('i'), document.createElement('b'), document.createElement('em'));
        holder.append(light);
      }
      light.className = `source ${state.toLowerCase()}`;
      light.children[1].textContent = `R${index}`;
      const lagText = lag === null || lag === undefined ? '' : `${Math.round(lag)} ms`;
      const word = { LIVE: lagText, SILENT: `silent ${this.silence(index)}`, CLOSED: 'no connection', SUSPECT: 'contradicts' }[state];
      light.children[2].textContent = `${index === primary ? 'primary ' : ''}${word}`;
      light.setAttribute('aria-label', `Source R${index}: ${state.toLowerCase()} ${word}`);
    }
  }

  silence(index) {
    const heard = this.statuses.get(index)?.arrivedAt;
    return heard === undefined ? '' : `${((performance.now() - heard) / 1000).toFixed(1)} s`;
  }

  primary() {
    let view = -1n;
    let primary = -1;
    const now = performance.now();
    for (const status of this.statuses.values()) {
      if (now - status.arrivedAt < (this.thin ? 3500 : 1000) && status.status === 'NORMAL' && status.view > view) {
        view = status.view;
        primary = status.primary;
      }
    }
    this.view = view;
    return primary;
  }

  /** Seconds since a new frame was shown. */
  age() {
    const { measures } = this;
    if (measures === null || measures.sinceShown === null) return null;
    return (measures.sinceShown + (performance.now() - this.measuredAt)) / 1000;
  }

  show() {
    const age = this.age();
    const words = PICTURE_WORDS[this.state];
    const confirmed = this.state === 'CONFIRMED' ? `confirmed by ${this.quorum}` : words;
    this.element('confirmation').textContent = confirmed;
    const { measures } = this;
    if (measures === null) return;
    this.element('frame').textContent = measures.number === null ? '—' : grouped(measures.number);
    this.element('age').textContent = age === null ? '—' : `${age.toFixed(1)} s`;
    const gap = Math.max(measures.longestGap, (age ?? 0) * 1000);
    this.element('gap').textContent = `${Math.round(gap)} ms`;
    this.element('missing').textContent = String(measures.missing);
    this.element('view').textContent = this.view >= 0n ? viewWords(this.view) : '—';
    if (!this.element('staleness').hidden) {
      this.element('staleness-word').textContent = words;
      this.element('staleness-age').textContent = age === null ? '' : `no new frame for ${age.toFixed(0)} s`;
    }
  }

  time(millis, stands) {
    const clock = this.element('clock');
    clock.textContent = millis === null ? '--:--:--' : new Date(millis).toISOString().slice(11, 19);
    clock.classList.toggle('stands', stands);
  }
}

function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, '\u2009');
}
