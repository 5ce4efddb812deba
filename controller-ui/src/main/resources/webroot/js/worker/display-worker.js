/**
 * The display's listening half, in a Web Worker so that neither drawing nor a hidden tab distorts
 * it: connections to every replica, the arbiter, the page's own session and measures.
 */
import { FrameArbiter } from '../arbiter.js';
import { LINES, LineWatch, paceOf } from '../line-watch.js';
import { hex, loadWire } from '../wire.js';
import { Connection } from './connection.js';
import { frameDigest, keyframeProof, linkOf, sha256 } from './digest.js';
import { Measures } from './measures.js';
import { Questions } from './questions.js';
import { Session } from './session.js';

const TICK = 10;
const MEASURES_EVERY = 200;
const REPORT_EVERY = 1000;
/** A replica silent for this long is not chosen for an order (its status comes each 100 ms). */
const ALIVE = 350;
/** On a thin line it comes once a second. */
const THIN_ALIVE = 3500;

class DisplayWorker {
  constructor(wire, options) {
    this.wire = wire;
    this.options = options;
    this.hello = { version: options.version, name: options.name, user: options.user };
    this.connections = [];
    this.clusterId = null;
    this.arbiter = null;
    this.measures = new Measures();
    this.statuses = new Map();
    this.notedPrimary = -1;
    this.session = new Session(
      (except) => this.pick(except),
      (id, answer) => post({ type: 'answer', id, ...answer }),
    );
    this.questions = new Questions(
      (except) => this.pick(except),
      (id, answer) => post({ type: 'answer', id, ...answer }),
    );
    this.position = '';
    this.watch = new LineWatch();
    this.keptLine = LINES.includes(options.line) ? options.line : null; // what a person has asked for
    if (this.keptLine !== null) {
      this.watch.line = this.keptLine;
      post({ type: 'line', line: this.keptLine });
    }
    this.area = null; // {west, south, east, north}: to what a thin line is reduced
    this.groupEpoch = 0n; // of what was told of the members the newest counts
    this.epoch = null; // of a replay: where in time its stream began anew
    this.measuredAt = 0;
    this.reportedAt = 0;
    this.addConnection(options.address);
    setInterval(() => this.tick(performance.now()), TICK);
  }

  addConnection(address) {
    const connection = new Connection(this.wire, address, this.hello, this);
    connection.thin = this.watch.line !== 'WHOLE';
    this.connections.push(connection);
  }

  // -------------------------------------------------------------------------------- connections

  welcomed(connection, welcome) {
    const cluster = hex(welcome.clusterId);
    if (this.clusterId !== null && cluster !== this.clusterId) {
      this.foreign(connection, welcome, cluster);
      return;
    }
    const double = this.connections.find(
      (other) => other !== connection && other.open && other.index === connection.index,
    );
    if (double !== undefined) {
      // Two names of one gateway: the first one stays.
      this.connections = this.connections.filter((other) => other !== connection);
      connection.open = false;
      connection.close();
      return;
    }
    this.clusterId = cluster;
    this.epoch = null;
    const isNews = this.arbiter === null || welcome.epoch >= this.groupEpoch;
    if (isNews) post({ type: 'welcome', replica: welcome.replica, welcome: summary(welcome) });
    this.learn(welcome);
    if (!this.connections.includes(connection)) return; // it is none of the members
    if (this.arbiter.listensTo(connection.index)) {
      this.perform(this.arbiter.opened(performance.now(), connection.index));
    }
    this.session.send(performance.now());
  }

  /** The first Welcome names the members: only now can votes be counted. */
  learn(welcome) {
    const indexes = welcome.members.map((member) => member.index);
    if (this.arbiter === null) {
      const quorum = welcome.quorum || Math.floor(indexes.length / 2) + 1;
      this.arbiter = new FrameArbiter(this.preferred(indexes), quorum, paceOf(this.watch.line));
      this.groupEpoch = welcome.epoch;
    }
    this.regroup(welcome);
    if (welcome.epoch < this.groupEpoch) return;
    for (const member of welcome.members) {
      const known = this.connections.some(
        (other) => other.index === member.index || other.address === member.address,
      );
      if (!known && member.address !== '') this.addConnection(member.address);
    }
    this.leaveAllBut(indexes);
  }

  preferred(indexes) {
    const start = spread(this.options.name, indexes.length);
    return [...indexes.slice(start), ...indexes.slice(0, start)];
  }

  /** The members may be others than before. */
  regroup({ epoch, members, quorum }) {
    if (epoch <= this.groupEpoch) return;
    this.groupEpoch = epoch;
    const now = performance.now();
    const indexes = members.map((member) => member.index);
    this.perform(this.arbiter.regrouped(now, this.preferred(indexes), quorum));
  }

  /** Who is a learner, or a member no longer, is of no use to anybody. */
  leaveAllBut(indexes) {
    for (const connection of this.connections) {
      if (connection.index < 0 || indexes.includes(connection.index) || this.connections.length === 1) continue;
      this.connections = this.connections.filter((other) => other !== connection);
      connection.close();
    }
  }

  /** Another group answers at this address; ours is over when nobody of it is left. */
  foreign(connection, welcome, cluster) {
    const ours = this.connections.some((other) => other !== connection && other.open);
    connection.open = false;
    if (ours) {
      connection.socket?.close();
      return;
    }
    post({ type: 'otherGroup', cluster });
  }

  get span() {
    return paceOf(this.watch.line).span;
  }

  /** What is on its way is of no use any more, and would be in the way: connections are new. */
  goOver() {
    post({ type: 'line', line: this.watch.line });
    if (this.arbiter === null) return;
    this.arbiter = this.arbiter.continuedAt(paceOf(this.watch.line));
    for (const connection of this.connections) {
      connection.thin = this.watch.line !== 'WHOLE';
      connection.reconnect();
    }
  }

  setArea(area) {
    const before = JSON.stringify(this.area);
    this.area = area;
    this.watch.reduces = area !== null;
    if (this.watch.line === 'REDUCED' && JSON.stringify(area) !== before) this.goOver();
  }

  lost(connection) {
    this.session.lost(connection);
    if (this.arbiter?.listensTo(connection.index)) {
      this.perform(this.arbiter.closed(performance.now(), connection.index));
    }
  }

  received(connection, { case: kind, value }) {
    const now = performance.now();
    const source = connection.index;
    if (kind === 'group') {
      this.group(value);
      return;
    }
    if (!this.arbiter.listensTo(source)) return;
    switch (kind) {
      case 'frames':
        for (const record of value.frames) this.frame(now, source, record);
        break;
      case 'digests':
        for (const { number, digest, spans } of value.digests) {
          if (Math.max(1, spans) !== this.span) continue; // of the other stream, on its way still
          this.measures.spoke(now, source, Number(number));
          this.perform(this.arbiter.digest(now, source, Number(number) / this.span, hex(digest)));
        }
        break;
      case 'keyframe': {
        const { number, body } = value;
        const frameDigest = hex(value.frameDigest);
        if (Number(number) % this.span !== 0) break;
        const keyframe = { number: Number(number) / this.span, frameDigest, sha: sha256(body), body };
        this.perform(this.arbiter.keyframe(now, source, keyframe));
        break;
      }
      case 'status':
        this.statuses.set(source, value);
        post({ type: 'status', replica: source, status: value });
        this.notePrimary();
        this.perform(this.arbiter.heard(now, source));
        break;
      case 'replay':
        if (value.epoch !== this.epoch) this.beginAnew(now, source, value.epoch);
        post({ type: 'replayed', state: value });
        break;
      case 'timeline':
        post({ type: 'replayEvents', from: value.from, events: value.events });
        break;
      case 'registered':
        this.session.registered(value);
        break;
      case 'reply':
        this.session.replied(value);
        break;
      case 'answer':
        this.questions.answered(value);
        break;
      case 'notice':
        post({ type: 'event', text: `replica ${source}: ${value.code} ${value.text}` });
        break;
      default:
    }
  }

  /** The group has become larger or smaller. */
  group(told) {
    if (told.epoch <= this.groupEpoch) return;
    this.learn(told);
    post({ type: 'regrouped', members: told.members.map(({ index, address }) => ({ index, address })), quorum: told.quorum });
  }

  /** The page may go to the members of when it was loaded: to reach others it is loaded again. */
  outOfReach(uri) {
    for (const connection of this.connections) {
      if (connection.closed || !uri.includes(`//${connection.address}`)) continue;
      connection.close(); // and stays known
      post({ type: 'outOfReach', address: connection.address });
    }
  }

  /** A replay has gone elsewhere in time: nothing that was shown says anything of what comes. */
  beginAnew(now, source, epoch) {
    this.epoch = epoch;
    this.arbiter = new FrameArbiter([source], 1, paceOf(this.watch.line));
    this.measures = new Measures();
    post({ type: 'anew' });
    this.perform(this.arbiter.opened(now, source));
  }

  frame(now, source, record) {
    if (Math.max(1, record.spans) !== this.span) return;
    const number = Number(record.number) / this.span;
    const digest = hex(record.digest);
    if (frameDigest(record) !== digest) {
      this.perform(this.arbiter.accuse(now, source, number, 'body does not fit its digest'));
      return;
    }
    this.measures.spoke(now, source, Number(record.number));
    const previous = hex(record.previousDigest);
    const frame = { number, digest, previous, link: linkOf(record), proof: keyframeProof(record), body: record.body };
    this.perform(this.arbiter.frame(now, source, frame));
  }

  // ------------------------------------------------------------------------------------ actions

  perform(actions) {
    for (const action of actions) this.performOne(action);
  }

  performOne(action) {
    const now = performance.now();
    switch (action.type) {
      case 'show':
        this.measures.shown(now, action.number * this.span, action.confirmed);
        post({
          type: 'show',
          number: action.number * this.span,
          confirmed: action.confirmed,
          at: performance.timeOrigin + now,
          body: action.frame.body,
        });
        break;
      case 'rebase':
        this.measures.rebased(now, action.through * this.span, action.skipped * this.span);
        post({
          type: 'rebase',
          number: action.through * this.span,
          confirmed: action.confirmed,
          keyframe: action.keyframe.body,
          bodies: action.frames.map((frame) => frame.body),
        });
        break;
      case 'subscribe':
        this.to(action.source)?.send('subscribe', {
          fromFrame: BigInt(action.from * this.span),
          ...this.streamOf(action.mode),
        });
        break;
      case 'setMode':
        this.to(action.source)?.send('setMode', {
          fromFrame: BigInt(action.from * this.span),
          ...this.streamOf(action.mode),
        });
        break;
      case 'getFrames':
        this.to(action.source)?.send('getFrames', {
          from: BigInt(action.from * this.span),
          to: BigInt(action.to * this.span),
        });
        break;
      case 'getKeyframe':
        this.to(action.source)?.send('getKeyframe', { atOrBefore: 0n });
        break;
      case 'suspect':
        this.measures.disagreements++;
        post({ ...action, number: action.number * this.span });
        break;
      case 'picture':
        post({ type: 'reliance', state: action.state });
        break;
      default:
        post(action.number === undefined ? action : { ...action, number: action.number * this.span });
    }
  }

  /** Which stream, and of what, is asked for. */
  streamOf(mode) {
    if (this.watch.line === 'WHOLE') return { mode: MODE[mode] };
    const part = this.watch.line === 'REDUCED' ? (this.area ?? undefined) : undefined;
    return { mode: SLOW_MODE[mode], part };
  }

  toReplay(name, value) {
    this.connections.find((connection) => connection.open)?.send(name, value);
  }

  to(source) {
    return this.connections.find((connection) => connection.index === source && connection.open);
  }

  /** The primary by the replicas' latest words, else another that is alive. */
  pick(except) {
    const alive = this.alive();
    const primary = this.primaryOf(alive);
    const others = alive.filter((connection) => connection !== except);
    return others.find((connection) => connection.index === primary) ?? others[0] ?? alive[0] ?? null;
  }

  alive() {
    const now = performance.now();
    return this.connections.filter((one) => one.open && now - one.heardAt < (one.thin ? THIN_ALIVE : ALIVE));
  }

  /** The primary of the greatest view that one of these, in status NORMAL, speaks of, or -1. */
  primaryOf(connections) {
    let view = -1n;
    let primary = -1;
    for (const connection of connections) {
      const status = this.statuses.get(connection.index);
      if (status?.status === 'NORMAL' && status.view > view) {
        view = status.view;
        primary = status.primary;
      }
    }
    return primary;
  }

  /** What a primary that is gone was asked is asked of the next one as soon as there is one. */
  notePrimary() {
    const primary = this.primaryOf(this.alive());
    if (primary < 0 || primary === this.notedPrimary) return;
    this.notedPrimary = primary;
    this.session.primaryChanged();
  }

  tick(now) {
    if (this.arbiter !== null) {
      this.perform(this.arbiter.tick(now));
      this.lookAtLine(now);
    }
    this.session.tick(now);
    this.questions.tick(now);
    for (const connection of this.connections) connection.tick(now);
    if (now - this.measuredAt >= MEASURES_EVERY) {
      this.measuredAt = now;
      post({ type: 'measured', measures: this.measures.snapshot(now) });
    }
    if (now - this.reportedAt >= REPORT_EVERY && this.measures.number !== null) {
      this.reportedAt = now;
      this.report(now);
    }
  }

  lookAtLine(now) {
    if (this.keptLine !== null || this.epoch !== null) return; // a replay stands still when it is told to
    const open = this.connections.some((connection) => connection.open);
    const { arbiter } = this;
    if (this.watch.look(now, open, arbiter.hasJoined(), arbiter.behindFrames())) this.goOver();
  }

  report(now) {
    const measures = this.measures;
    const live = this.connections.filter((one) => one.open && now - one.heardAt < (one.thin ? THIN_ALIVE : 1000));
    for (const connection of live) {
      connection.send('displayReport', {
        name: this.options.name,
        position: this.position,
        frame: BigInt(measures.number),
        longestGapMillis: Math.round(measures.longestGap),
        missing: BigInt(measures.missing),
        repeated: BigInt(measures.repeated),
        sources: live.length,
        unconfirmed: BigInt(measures.unconfirmed),
        ageMillis: Math.round(measures.sinceShown(now)),
      });
    }
  }
}

const MODE = Object.freeze({ WHOLE: 1, DIGEST: 2 });
const SLOW_MODE = Object.freeze({ WHOLE: 180, DIGEST: 181 });

function post(message) {
  self.postMessage(message);
}

function summary(welcome) {
  return {
    version: welcome.version,
    members: welcome.members.map(({ index, address }) => ({ index, address })),
    demoControl: welcome.demoControl,
    replay: welcome.replay,
    roles: welcome.roles,
    quorum: welcome.quorum,
  };
}

/** Spreads displays over the replicas that send them whole frames. */
function spread(name, count) {
  let hash = 0;
  for (const char of name) hash = (Math.imul(hash, 31) + char.codePointAt(0)) >>> 0;
  return hash % count;
}

self.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  if (effectiveDirective === 'connect-src') display?.outOfReach(blockedURI);
});

let display = null;
const wire = loadWire();
self.onmessage = async ({ data }) => {
  if (data.type === 'start') display = new DisplayWorker(await wire, data);
  else if (data.type === 'submit') display?.session.submit(data.id, data.operation);
  else if (data.type === 'ask') display?.questions.ask(data.id, data.question, performance.now());
  else if (data.type === 'position' && display !== null) display.position = data.position;
  else if (data.type === 'replay') display?.toReplay('replayControl', data.control);
  else if (data.type === 'timeline') display?.toReplay('getTimeline', { from: data.from });
  else if (data.type === 'stepDown') display?.to(data.primary)?.send('stepDown', {});
  else if (data.type === 'area') display?.setArea(data.area);
  else if (data.type === 'mark') display?.measures.mark(performance.now());
};
