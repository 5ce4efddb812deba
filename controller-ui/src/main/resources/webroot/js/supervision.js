/** The supervision page: joins the display worker, the picture and the replicas' own words. */
import { AlarmTable } from './alarm-table.js';
import { AuditTable } from './audit-table.js';
import { Feed } from './feed.js';
import { GroupState, viewWords } from './group-state.js';
import { Orders } from './orders.js';
import { Picture } from './picture.js';
import { QuarantineDesk } from './quarantine-desk.js';
import { ReferralDesk } from './referral-desk.js';
import { SectorPlan } from './sector-plan.js';
import { Sparkline } from './sparkline.js';
import { SupervisionTables } from './supervision-tables.js';
import { WindsForm } from './winds-form.js';
import { hex, loadWire } from './wire.js';

const SHOW_EVERY = 250;
const PLOT_EVERY = 1000;
const MEASURED_FOR = 10000;
const MESSAGES_KEPT = 12;
const MINUTE_MICROS = 60_000_000n;
/** A picture that is older says so, in seconds. */
const FRESH = 2000;
/** A stopped replica takes a request and says nothing. */
const DEMO_PATIENCE = 3000;

/** What the demo can do to a replica, in words. */
const DISTURBANCES = {
  kill: 'kill -9 of',
  freeze: 'freeze of',
  cut: 'cut of the network of',
  damage: 'damage to the journal of',
};

class Supervision {
  constructor(wire) {
    this.wire = wire;
    this.picture = new Picture();
    this.group = new GroupState();
    this.measures = null;
    this.demoControl = false;
    this.own = null; // the replica that serves this page
    this.messages = [];
    this.lastState = null;
    this.watching = null; // {replica, what, at}
    this.position = null;
    const user = new URLSearchParams(location.search).get('user') ?? 'supervisor';
    const name = `supervision-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
    this.feed = new Feed({ name, user, version: '' }, this);
    this.orders = new Orders(wire, (bytes) => this.feed.submit(bytes), (text, tone) => this.say(text, tone));
    this.tables = new SupervisionTables(this);
    this.sectorPlan = new SectorPlan(this);
    this.alarmTable = new AlarmTable(this);
    this.auditTable = new AuditTable(this);
    this.referralDesk = new ReferralDesk(this);
    this.quarantineDesk = new QuarantineDesk(this);
    this.windsForm = new WindsForm(this);
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

  regrouped({ members, quorum }) {
    this.group.welcome({ members, quorum });
    this.say(`the group has ${members.length} members now`, 'warning');
  }

  outOfReach({ address }) {
    this.say(`this page cannot reach the new member at ${address}: reload it`, 'warning');
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
    this.group.hear(replica, status, performance.now());
  }

  measured({ measures }) {
    this.measures = measures;
  }

  light({ source, state }) {
    if (state === 'LIVE') this.say(`R${source} is heard`, '');
    else this.say(`R${source} ${{ CLOSED: 'has no connection', SILENT: 'is silent', SUSPECT: 'contradicts the others' }[state]}`, 'warning');
  }

  reliance({ state }) {
    this.relied = state;
  }

  /** What the page shows of the model is as old as its last frame. */
  showAge(now) {
    const age = this.framedAt === undefined ? 0 : now - this.framedAt;
    const old = age < FRESH ? '' : `the picture is ${Math.round(age / 1000)} s old`;
    const doubt = this.relied === 'STALE' || this.relied === 'FROZEN' ? this.relied : '';
    byId('staleness-note').textContent = [doubt, old].filter((part) => part !== '').join(' · ');
  }

  suspect({ source, number, reason }) {
    this.say(`R${source} ${reason} at frame ${number}: dropped from the vote`, 'urgent');
  }

  readmit({ source }) {
    this.say(`R${source} agrees again`, '');
  }

  contradicted({ number }) {
    this.say(`frame ${number} was shown unconfirmed and contradicted`, 'urgent');
  }

  event({ text }) {
    this.say(text, '');
  }

  /** What this page has seen or done itself, the newest first. */
  say(text, tone) {
    const at = this.picture.time === null ? '' : new Date(this.picture.time).toISOString().slice(11, 19);
    this.messages.unshift({ at, text, tone });
    this.messages.length = Math.min(this.messages.length, MESSAGES_KEPT);
    byId('messages').replaceChildren(
      ...this.messages.map((message) => {
        const item = document.createElement('li');
        item.className = message.tone ?? '';
        item.textContent = `${message.at} ${message.text}`;
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
      this.say(`the group is ${summary.word}`, summary.word === 'NORMAL' ? '' : 'urgent');
    }
    this.lastState = summary.word;
    byId('tolerated').textContent = String(summary.tolerated);
    byId('view').textContent = summary.leader === undefined ? '—' : viewWords(summary.leader.view);
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
    this.showAge(now);
    this.alarmTable.show(now);
    this.tables.show(summary, now);
    this.sectorPlan.show();
    byId('adaptation').textContent = adaptationWords(this.picture);
    this.referralDesk.show();
    this.quarantineDesk.show();
    this.auditTable.show();
    this.windsForm.show();
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

  /** One of DISTURBANCES, then say what it did to this page's own picture. */
  async disturb(what, replica) {
    const words = DISTURBANCES[what];
    this.feed.mark();
    this.watching = { what: `${words} R${replica}`, until: performance.now() + MEASURED_FOR, done: false };
    byId('action-result').textContent = `${this.watching.what}: asked`;
    const { watching } = this;
    for (const { index, origin } of this.doorsFor(replica)) {
      const response = await this.askDemo(`${origin}/demo/${what}?replica=${replica}`);
      if (response === null) {
        this.say(`${words} R${replica}: no answer from R${index}`, 'warning');
        continue;
      }
      if (response.ok) this.say(`${words} R${replica} done: ${(await response.json()).text}`, 'warning');
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
    const outcome = await this.supervise('releaseQuarantined', { op }, `release of op ${op}`);
    if (outcome.rejected === undefined) this.say(`op ${op} released from quarantine`, '');
  }

  /** Done again for who gave it. */
  mendCommand(op, command) {
    return this.supervise('mendQuarantined', { op, command }, `command of op ${op}`);
  }

  /** One occurrence: the one that is seen here. */
  acknowledge({ kind, subject, seen }) {
    return this.supervise('acknowledgeAlarm', { kind, subject, sinceMicros: seen }, `acknowledge ${kind} ${subject}`);
  }

  shelve({ kind, subject }, minutes, reason) {
    const untilMicros = BigInt(Math.round(this.picture.time * 1000)) + BigInt(minutes) * MINUTE_MICROS;
    return this.supervise('shelveAlarm', { kind, subject, untilMicros, reason }, `shelve ${kind} ${subject}`);
  }

  unshelve({ kind, subject }) {
    return this.supervise('shelveAlarm', { kind, subject, untilMicros: 0n, reason: '' }, `end shelving of ${kind} ${subject}`);
  }

  resubmit(number, text) {
    return this.supervise('resubmitReferral', { number, text }, `message ${number}`);
  }

  drop(number) {
    return this.supervise('dropReferral', { number, reason: 'dropped on the supervision page' }, `drop message ${number}`);
  }

  setQnh(region, hectopascals) {
    return this.supervise('setQnh', { region, hectopascals }, `QNH of ${region}`);
  }

  setRunways(airport, runways, departureRunways) {
    return this.supervise('setRunwaysInUse', { airport, runways, departureRunways }, `runways of ${airport}`);
  }

  setWinds(layers) {
    return this.supervise('setWinds', { layers }, 'set winds');
  }

  /** First into the log, so that it is known who did it; then the primary is asked. */
  async stepDown(replica) {
    const { leader } = this.group.summary(performance.now());
    if (leader === undefined || leader.primary !== replica) return;
    const outcome = await this.supervise('orderStepDown', { view: leader.view }, 'step down');
    if (outcome.rejected !== undefined) return;
    this.feed.stepDown(replica);
    this.say(`R${replica} is asked to give way`, '');
  }

  /** Of the state after this order, by every replica: soon said in its row. */
  async checkpoint() {
    const outcome = await this.supervise('orderCheckpoint', {}, 'checkpoint');
    if (outcome.rejected === undefined) this.say('every replica takes a checkpoint', '');
  }

  async supervise(command, value, label) {
    await this.takeSupervisor();
    return this.order(command, value, label);
  }

  async enableSensor(sacSic, enabled) {
    await this.supervise('enableSensor', { sacSic, enabled }, `sensor ${enabled ? 'on' : 'off'}`);
  }

  /** @param version of the plan it was made on; @param holdings [{position, sectors}] */
  async openSectors(version, holdings) {
    const outcome = await this.supervise('openSectors', { version, holdings }, 'open sectors');
    if (outcome.rejected === undefined) this.say(`sector plan ${outcome.version} ${outcome.note}`.trim(), '');
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

/** Which adaptation is in force, since when and by whom; and how much is here of one that is being loaded. */
function adaptationWords({ adaptation, adaptationStatus: told }) {
  if (adaptation === null) return '';
  if (told === null) return `adaptation ${adaptation.name}, version 1`;
  const clock = new Date(Number(told.sinceMicros / 1000n)).toISOString().slice(0, 16).replace('T', ' ');
  const since = told.version === 1 ? '' : `, loaded ${clock} by ${told.user}, ${hex(told.sha256).slice(0, 8)}`;
  const staged = told.stagedOf === 0 ? '' : `; ${told.stagedBy} loads another: ${told.stagedPieces} of ${told.stagedOf} pieces`;
  return `adaptation ${told.name}, version ${told.version}${since}${staged}`;
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
