/** The supervision page: joins the display worker, the picture and the replicas' own words. */
import { Feed } from './feed.js';
import { GroupState } from './group-state.js';
import { Orders } from './orders.js';
import { Picture } from './picture.js';
import { SectorPlan } from './sector-plan.js';
import { Sparkline } from './sparkline.js';
import { SupervisionTables } from './supervision-tables.js';
import { loadWire } from './wire.js';

const SHOW_EVERY = 250;
const PLOT_EVERY = 1000;
const MEASURED_FOR = 10000;
const ALARMS_KEPT = 12;
/** A stopped replica takes a request and says nothing. */
const DEMO_PATIENCE = 3000;

class Supervision {
  constructor(wire) {
    this.wire = wire;
    this.picture = new Picture();
    this.group = new GroupState();
    this.measures = null;
    this.demoControl = false;
    this.own = null; // the replica that serves this page
    this.alarms = [];
    this.toldAlarms = new Map(); // the newest of each replica's own
    this.lastState = null;
    this.watching = null; // {replica, what, at}
    this.position = null;
    const user = new URLSearchParams(location.search).get('user') ?? 'supervisor';
    const name = `supervision-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
    this.feed = new Feed({ name, user, version: '' }, this);
    this.orders = new Orders(wire, (bytes) => this.feed.submit(bytes), (text, tone) => this.alarm(text, tone));
    this.tables = new SupervisionTables(this);
    this.sectorPlan = new SectorPlan(this);
    const micros = (value) => `${(value / 1000).toFixed(2)} ms`;
    this.plots = {
      commit: new Sparkline(byId('plot-commit'), micros, '#6fb7e9'),
      rate: new Sparkline(byId('plot-rate'), (value) => `${Math.round(value)}`, '#57c084'),
      lag: new Sparkline(byId('plot-lag'), (value) => `${value} ops`, '#c2a83e'),
      gap: new Sparkline(byId('plot-gap'), (value) => `${Math.round(value)} ms`, '#5ad1e6'),
    };
    this.greatestGap = 0;
    setInterval(() => this.refresh(), SHOW_EVERY);
    setInterval(() => this.plot(), PLOT_EVERY);
  }

  // ------------------------------------------------------------------- what the worker tells

  rebase({ keyframe, bodies }) {
    this.picture.applyKeyframe(this.wire.readKeyframe(keyframe));
    for (const body of bodies) this.picture.applyFrame(this.wire.readFrame(body));
    this.framed();
  }

  show({ body }) {
    this.picture.applyFrame(this.wire.readFrame(body));
    this.framed();
  }

  framed() {
    const now = performance.now();
    if (this.framedAt !== undefined) this.greatestGap = Math.max(this.greatestGap, now - this.framedAt);
    this.framedAt = now;
  }

  welcome({ replica, welcome }) {
    this.own ??= replica; // whose address is the only one known at first
    this.group.welcome(welcome);
    if (welcome.replay) this.beReplay();
    this.demoControl ||= welcome.demoControl;
  }

  /** A recorded log is shown: of sensors, flights and alarms as they were, of replicas nothing. */
  beReplay() {
    document.body.dataset.replay = '';
    document.title = 'REPLAY · Vigil · supervision';
    this.group.replay = true;
  }

  anew() {
    this.picture.endPast();
  }

  status({ replica, status }) {
    this.group.told(replica, status, performance.now());
    const [newest] = status.alarms ?? [];
    if (newest !== undefined && newest !== this.toldAlarms.get(replica)) {
      this.toldAlarms.set(replica, newest);
      this.alarm(`R${replica} ${newest}`, 'urgent');
    }
  }

  measured({ measures }) {
    this.measures = measures;
  }

  light({ source, state }) {
    if (state === 'LIVE') this.alarm(`R${source} is heard`, '');
    else this.alarm(`R${source} ${{ CLOSED: 'has no connection', SILENT: 'is silent', SUSPECT: 'contradicts the others' }[state]}`, 'warning');
  }

  reliance({ state }) {
    byId('staleness-note').textContent = state === 'STALE' || state === 'FROZEN' ? `this page's picture: ${state}` : '';
  }

  suspect({ source, number, reason }) {
    this.alarm(`R${source} ${reason} at frame ${number}: dropped from the vote`, 'urgent');
  }

  readmit({ source }) {
    this.alarm(`R${source} agrees again`, '');
  }

  contradicted({ number }) {
    this.alarm(`frame ${number} was shown unconfirmed and contradicted`, 'urgent');
  }

  event({ text }) {
    this.alarm(text, '');
  }

  alarm(text, tone) {
    const at = this.picture.time === null ? '' : new Date(this.picture.time).toISOString().slice(11, 19);
    this.alarms.unshift({ at, text, tone });
    this.alarms.length = Math.min(this.alarms.length, ALARMS_KEPT);
    byId('alarms').replaceChildren(
      ...this.alarms.map((alarm) => {
        const item = document.createElement('li');
        item.className = alarm.tone ?? '';
        item.textContent = `${alarm.at} ${alarm.text}`;
        return item;
      }),
    );
  }

  // ------------------------------------------------------------------------------------ shown

  refresh() {
    const now = performance.now();
    const summary = this.group.summary(now);
    const state = byId('group-state');
    state.textContent = summary.word;
    state.dataset.state = summary.word;
    if (this.lastState !== null && this.lastState !== summary.word) {
      this.alarm(`the group is ${summary.word}`, summary.word === 'NORMAL' ? '' : 'urgent');
    }
    this.lastState = summary.word;
    byId('tolerated').textContent = String(summary.tolerated);
    byId('view').textContent = summary.leader === undefined ? '—' : String(summary.leader.view);
    byId('primary').textContent = summary.primary === undefined ? '—' : `R${summary.primary}`;
    const changes = summary.live.map(({ index }) => this.group.statuses.get(index).status.viewChanges);
    byId('view-changes').textContent = changes.length === 0 ? '—' : String(Math.max(...changes));
    const since = this.group.viewSince;
    byId('view-since').textContent = since === null ? '' : `(${Math.round((now - since) / 1000)} s ago)`;
    const { its } = summary;
    byId('commits').textContent = its === undefined ? '—' : String(its.commitsPerSecond);
    byId('commit-p50').textContent = its === undefined ? '—' : milliseconds(its.commitP50Micros);
    byId('commit-p99').textContent = its === undefined ? '—' : milliseconds(its.commitP99Micros);
    const offsets = summary.live.map(({ index }) => Math.abs(Number(this.group.statuses.get(index).status.clockOffsetMicros)));
    byId('clock-offset').textContent = offsets.length === 0 ? '—' : milliseconds(Math.max(...offsets));
    const { time } = this.picture;
    byId('clock').textContent = time === null ? '--:--:--' : new Date(time).toISOString().slice(11, 19);
    this.tables.show(summary, now);
    this.sectorPlan.show();
    this.showWatched();
  }

  plot() {
    const now = performance.now();
    const summary = this.group.summary(now);
    this.plots.commit.add(summary.its === undefined ? null : summary.its.commitP99Micros);
    this.plots.rate.add(this.picture.totals?.plotsPerSecond ?? null);
    const lags = summary.live.map(({ index }) => this.group.statuses.get(index).status.lagOps);
    this.plots.lag.add(lags.length === 0 ? null : Math.max(...lags));
    const open = this.framedAt === undefined ? null : Math.max(this.greatestGap, now - this.framedAt);
    this.plots.gap.add(open);
    this.greatestGap = 0;
  }

  // ---------------------------------------------------------------------------------- actions

  /** Kill or freeze in the demo, then say what it did to this page's own picture. */
  async disturb(what, replica) {
    const words = { kill: 'kill -9 of', freeze: 'freeze of' }[what];
    this.feed.mark();
    this.watching = { what: `${words} R${replica}`, until: performance.now() + MEASURED_FOR, done: false };
    byId('action-result').textContent = `${this.watching.what}: asked`;
    const { watching } = this;
    for (const { index, origin } of this.doorsFor(replica)) {
      const response = await this.askDemo(`${origin}/demo/${what}?replica=${replica}`);
      if (response === null) {
        this.alarm(`${words} R${replica}: no answer from R${index}`, 'warning');
        continue;
      }
      if (response.ok) this.alarm(`${words} R${replica} done`, 'warning');
      else if (this.watching === watching) {
        this.watching = null;
        const why = `${response.status} ${await response.text()}`;
        byId('action-result').textContent = `${words} R${replica} was not done: ${why}`;
      }
      return;
    }
  }

  /** Through whom the demo is asked: those heard, the page's own first; the one concerned last. */
  doorsFor(concerned) {
    const now = performance.now();
    const rank = (index) => (index === concerned ? 2 : index === this.own ? 0 : 1);
    return this.group.members
      .filter(({ index }) => this.group.isLive(index, now))
      .sort((a, b) => rank(a.index) - rank(b.index) || a.index - b.index)
      .map(({ index, address }) => ({
        index,
        origin: index === this.own ? '' : `${location.protocol}//${address}`,
      }));
  }

  /** The answer, or null from one that is dead or stopped: then another is asked. */
  async askDemo(url) {
    try {
      return await fetch(url, { method: 'POST', signal: AbortSignal.timeout(DEMO_PATIENCE) });
    } catch {
      return null;
    }
  }

  showWatched() {
    const { watching, measures } = this;
    if (watching === null || measures?.marked === null || measures === null) return;
    const now = performance.now();
    const { longestGap, before } = measures.marked;
    const gap = Math.max(longestGap, now < watching.until ? 0 : (measures.sinceShown ?? 0));
    const missing = measures.missing - before.missing;
    const repeated = measures.repeated - before.repeated + measures.outOfOrder - before.outOfOrder;
    byId('action-result').textContent =
      `${watching.what}: longest gap was ${Math.round(gap)} ms at this page, ` +
      `missing ${missing}, repeated or out of order ${repeated}`;
    if (now > watching.until) this.watching = null;
  }

  async release(op) {
    await this.takeSupervisor();
    const outcome = await this.order('releaseQuarantined', { op }, `release of op ${op}`);
    if (outcome.rejected === undefined) this.alarm(`op ${op} released from quarantine`, '');
  }

  async enableSensor(sacSic, enabled) {
    await this.takeSupervisor();
    await this.order('enableSensor', { sacSic, enabled }, `sensor ${enabled ? 'on' : 'off'}`);
  }

  /** @param version of the plan it was made on; @param holdings [{position, sectors}] */
  async openSectors(version, holdings) {
    await this.takeSupervisor();
    const outcome = await this.order('openSectors', { version, holdings }, 'open sectors');
    if (outcome.rejected === undefined) this.alarm(`sector plan ${outcome.version} ${outcome.note}`.trim(), '');
    return outcome;
  }

  /** A supervisor's order needs a supervisor's position. */
  async takeSupervisor() {
    if (this.position !== null) return;
    const position = [...this.picture.positions.values()].find((one) => one.role === 'supervisor');
    if (position === undefined) return;
    const outcome = await this.order('takePosition', { position: position.id }, `take ${position.id}`);
    if (outcome.rejected === undefined) this.position = position.id;
  }

  order(command, value, label) {
    return this.orders.give({ command, value, field: command, text: '', flight: undefined, label });
  }
}

function byId(id) {
  return document.getElementById(id);
}

export function milliseconds(micros) {
  return `${(micros / 1000).toFixed(micros < 10000 ? 2 : 0)} ms`;
}

const page = new Supervision(await loadWire());

/** For tests and for people who look closely. */
globalThis.vigil = { page, measures: () => page.measures };
