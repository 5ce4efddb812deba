/**
 * The vote: decides from what several replicas say which frame is shown, and when.
 *
 * Pure: arrivals and ticks come in with their time in milliseconds, actions come out; no clock, no
 * socket, no drawing. The Java class aero.vigil.display.FrameArbiter holds the same rules, and both
 * are tested against the same transcripts (src/test/resources/transcripts).
 *
 * A frame's digest covers the digest before it, so f+1 equal digests of frame n confirm every frame
 * of the chain up to n. Bodies come from one source, digests from the rest.
 */

/** How long the preferred source may take to open before another is used, milliseconds. */
const PREFERRED_OPENS = 50;

/** Every frame, ten a second; milliseconds. */
export const FRAMES = Object.freeze({
  span: 1, // frames that one number of the arbiter stands for
  chained: true, // a digest covers the one before it: else each frame needs votes of its own
  bodyAbsent: 20, // agreed by f+1 but no body: ask another source for whole frames
  unconfirmed: 100, // no agreement: shown all the same, and marked
  missing: 200, // a hole: asked for by number, from each source in turn
  keyframe: 1000, // between two askings for a keyframe
  unproven: 1500, // a keyframe whose proof does not come is shown, marked unconfirmed
  silent: 1000, // a source not heard
  stale: 1000, // no new frame shown
  frozen: 5000,
  proofDistance: 10, // a keyframe's own digest stands in the audit of the frame ten later
});

/** Ten frames as one, once a second, on a line that takes a second or more for one. */
export const SLOW = Object.freeze({
  span: 10,
  chained: false,
  bodyAbsent: 3000,
  unconfirmed: 2000,
  missing: 5000,
  keyframe: 30000,
  unproven: 30000,
  silent: 3500,
  stale: 3500,
  frozen: 8000,
  proofDistance: 1,
});

/** Frames held ahead of the picture and digests remembered behind it: the replicas keep 600. */
export const WINDOW = 600;
/** Equal digests in a row after which a suspect is heard again: its audit has passed all objects. */
export const READMISSION = 64;
/** Votes that have not come for so many frames of a stream without a chain never will. */
const HOPELESS = 10;

export class FrameArbiter {
  /** @param sources names in order of preference for whole frames; @param quorum f + 1; @param pace of the stream */
  constructor(sources, quorum, pace = FRAMES) {
    this.quorum = quorum;
    this.pace = pace;
    this.sources = new Map(sources.map((name) => [name, newSource(name)]));
    this.whole = null; // the source that is asked for bodies
    this.slots = new Map(); // number -> votes and bodies of a frame not yet confirmed
    this.keyframes = new Map(); // source -> keyframe that waits for its proof
    this.shown = null; // { number, link }
    this.shownDigests = new Map(); // the last WINDOW shown
    this.links = new Map(); // what the frame after each of those must name as previous
    this.confirmedThrough = 0;
    this.rebasing = false; // what is shown was contradicted
    this.rebasedAt = -Infinity; // waiting for votes begins anew with each whole picture
    this.gap = null;
    this.turn = 0;
    this.firstOpenedAt = null;
    this.askedKeyframeAt = null;
    this.shownAt = null;
    this.light = 'JOINING';
    this.actions = [];
  }

  /**
   * A vote on the other stream that goes on from the confirmed frame shown here, so that the picture
   * stays; where it cannot, it begins with a keyframe. Its sources are yet to open.
   */
  continuedAt(pace) {
    const next = new FrameArbiter([...this.sources.keys()], this.quorum, pace);
    const frame = Math.floor((this.confirmedThrough * this.pace.span) / pace.span) * pace.span;
    const link = this.links.get(Math.floor(frame / this.pace.span));
    const goesOn = this.shown !== null && !this.rebasing && this.shown.number * this.pace.span < frame + pace.span;
    if (goesOn && link !== undefined) {
      const number = frame / pace.span;
      next.shown = { number, link };
      next.links.set(number, link);
      next.confirmedThrough = number;
      next.shownAt = this.shownAt;
      next.light = this.light;
    }
    return next;
  }

  /**
   * The group has other members from now on: those who stay keep their votes, those who go lose
   * them. What f+1 have agreed on stays agreed.
   */
  regrouped(now, names, quorum) {
    const before = this.sources;
    this.quorum = quorum;
    this.sources = new Map(names.map((name) => [name, before.get(name) ?? newSource(name)]));
    for (const source of before.values()) if (!this.sources.has(source.name)) this.leave(source);
    for (const number of [...this.slots.keys()].sort((a, b) => a - b)) this.countAgain(number);
    return this.settle(now);
  }

  leave(source) {
    source.open = false;
    source.mode = null;
    this.keyframes.delete(source);
    for (const slot of this.slots.values()) slot.votes.delete(source);
    if (this.whole === source) this.takeWholeFrom(this.nextWhole(null));
    if (source.light !== 'CLOSED') {
      source.light = 'CLOSED';
      this.actions.push({ type: 'light', source: source.name, state: 'CLOSED' });
    }
  }

  countAgain(number) {
    const slot = this.slots.get(number);
    for (const digest of new Set(slot?.votes.values())) {
      if (slot.agreed === null && this.slots.get(number) === slot) this.countVotes(number, slot, digest);
    }
  }

  /** Whether this is one of the members whose word counts. */
  listensTo(name) {
    return this.sources.has(name);
  }

  /** Frames that f+1 have said to exist and that are not shown. */
  behindFrames() {
    return this.shown === null ? 0 : Math.max(0, this.reachedByQuorum() - this.shown.number) * this.pace.span;
  }

  // ------------------------------------------------------------------------------------ arrivals

  opened(now, name) {
    const source = this.sources.get(name);
    source.open = true;
    source.mode = null;
    source.vouching = false;
    source.heardAt = now;
    this.firstOpenedAt ??= now;
    return this.settle(now);
  }

  closed(now, name) {
    const source = this.sources.get(name);
    source.open = false;
    source.mode = null;
    if (this.whole === source) this.takeWholeFrom(this.nextWhole(source));
    return this.settle(now);
  }

  /** Anything at all came from this source. */
  heard(now, name) {
    this.sources.get(name).heardAt = now;
    return this.settle(now);
  }

  digest(now, name, number, digest) {
    const source = this.sources.get(name);
    source.heardAt = now;
    this.vote(source, number, digest);
    return this.settle(now);
  }

  /**
   * @param frame {number, digest, previous, link, proof}: a body whose digest has been verified; link is what
   *     the frame after it must name as previous
   */
  frame(now, name, frame) {
    const source = this.sources.get(name);
    source.heardAt = now;
    this.vote(source, frame.number, frame.digest);
    const slot = this.slotFor(frame.number);
    if (slot) {
      const body = slot.bodies.get(frame.digest) ?? { ...frame, at: now, givers: new Set() };
      body.givers.add(source);
      slot.bodies.set(frame.digest, body);
    }
    return this.settle(now);
  }

  /** @param keyframe {number, frameDigest, sha} */
  keyframe(now, name, keyframe) {
    const source = this.sources.get(name);
    source.heardAt = now;
    if (this.shown === null || this.rebasing || keyframe.number > this.shown.number) {
      this.keyframes.set(source, { ...keyframe, at: now });
      const last = this.latest();
      const complete = this.hasBodies(keyframe.number + 1, last);
      if (this.rebasing && !complete) this.getFrames(source, keyframe.number + 1, last);
    }
    return this.settle(now);
  }

  tick(now) {
    return this.settle(now);
  }

  /** A source lied in a way only its reader can see, such as a body that does not fit its digest. */
  accuse(now, name, number, reason) {
    this.suspect(this.sources.get(name), number, reason);
    return this.settle(now);
  }

  // --------------------------------------------------------------------------------- votes

  vote(source, number, digest) {
    source.latest = Math.max(source.latest, number);
    if (number <= this.confirmedThrough && this.shownDigests.has(number)) {
      this.judge(source, number, digest, this.shownDigests.get(number));
    }
    const slot = this.slotFor(number);
    if (!slot) return;
    const before = slot.votes.get(source);
    if (before !== undefined && before !== digest) {
      this.suspect(source, number, 'two digests for one frame');
      return;
    }
    slot.votes.set(source, digest);
    if (slot.agreed !== null) this.judge(source, number, digest, slot.agreed);
    else this.countVotes(number, slot, digest);
  }

  countVotes(number, slot, digest) {
    let votes = 0;
    for (const [voter, its] of slot.votes) if (its === digest && !voter.suspect) votes++;
    if (votes < this.quorum) return;
    slot.agreed = digest;
    for (const [voter, its] of [...slot.votes]) this.judge(voter, number, its, digest);
    const shown = this.shownDigests.get(number);
    if (this.shown === null || number > this.shown.number || shown === undefined) return;
    if (shown === digest) this.confirmShown(number);
    else this.contradicted(number);
  }

  /** Lays what a source said of a frame beside what f+1 said of it. */
  judge(source, number, digest, agreed) {
    if (digest !== agreed) {
      source.agreeing = 0;
      this.suspect(source, number, 'contradicts a confirmed frame');
    } else if (source.suspect && number > source.agreedNumber) {
      source.agreedNumber = number;
      if (++source.agreeing >= READMISSION) {
        source.suspect = false;
        this.actions.push({ type: 'readmit', source: source.name });
      }
    }
  }

  suspect(source, number, reason) {
    if (source.suspect) return;
    source.suspect = true;
    source.agreeing = 0;
    source.agreedNumber = number;
    this.actions.push({ type: 'suspect', source: source.name, number, reason });
    this.keyframes.delete(source);
    if (this.whole === source) this.takeWholeFrom(this.nextWhole(source));
  }

  contradicted(number) {
    if (this.rebasing) return;
    this.actions.push({ type: 'contradicted', number });
    this.takeAnew();
  }

  takeAnew() {
    this.rebasing = true;
    this.keyframes.clear();
    this.askedKeyframeAt = null;
  }

  /** A chain confirms all before it; else each waits for those before it to be confirmed. */
  confirmShown(number) {
    if (this.pace.chained) {
      this.confirmThrough(number);
      return;
    }
    for (let next = this.confirmedThrough + 1; ; next++) {
      const agreed = this.slots.get(next)?.agreed ?? null;
      if (agreed === null || agreed !== this.shownDigests.get(next)) return;
      this.confirmThrough(next);
    }
  }

  confirmThrough(number) {
    if (number <= this.confirmedThrough) return;
    this.confirmedThrough = number;
    this.actions.push({ type: 'confirm', number });
    if (this.shown.number === number) this.light = 'CONFIRMED';
    this.forgetSlotsThrough(number);
  }

  // ------------------------------------------------------------------------- what can be shown

  settle(now) {
    this.chooseWhole(now);
    this.subscribeAll();
    this.askVouchers();
    if (this.keyframes.size > 0) this.advanceFromKeyframes(now);
    if (this.shown !== null && !this.rebasing) {
      this.advance(now);
      this.giveUpHopeless();
    }
    this.fill(now);
    this.lights(now);
    const actions = this.actions;
    this.actions = [];
    return actions;
  }

  /** Follows the chain from what is shown, and shows what is confirmed or has waited long enough. */
  advance(now) {
    const path = this.chainFrom(this.shown, this.shown.number + WINDOW);
    const agreed = this.lastAgreed(path);
    path.forEach((body, index) => {
      const unbroken = this.pace.chained || this.confirmedThrough === this.shown.number;
      if (index <= agreed) this.show(now, body, unbroken);
      else if (body.number === this.shown.number + 1 && this.waitedLongEnough(now, body)) {
        this.show(now, body, false);
      }
    });
    const next = this.slots.get(this.shown.number + 1);
    const body = next?.agreed ? next.bodies.get(next.agreed) : undefined;
    if (body && body.previous !== this.shown.link) this.contradicted(body.number);
  }

  /** Where no chain vouches for a frame whose votes were lost, a whole picture does. */
  giveUpHopeless() {
    const hopeless = !this.pace.chained && this.shown.number - this.confirmedThrough >= HOPELESS;
    if (hopeless && this.agreedAtOrAfter(this.confirmedThrough + 2)) this.takeAnew();
  }

  waitedLongEnough(now, body) {
    const since = Math.max(body.at, this.rebasedAt);
    return now - since >= this.pace.unconfirmed && [...body.givers].some((giver) => !giver.suspect);
  }

  show(now, body, confirmed) {
    this.actions.push({ type: 'show', number: body.number, confirmed, frame: body });
    this.remember(body);
    this.shown = { number: body.number, link: body.link };
    this.shownAt = now;
    this.light = confirmed ? 'CONFIRMED' : this.unconfirmedLight();
    if (confirmed) {
      this.confirmedThrough = body.number;
      this.forgetSlotsThrough(body.number);
    }
  }

  /** The unbroken chain of bodies after a frame, preferring at each step what f+1 have said. */
  chainFrom(start, limit) {
    const path = [];
    let at = start;
    for (let number = at.number + 1; number <= limit; number++) {
      const body = this.successor(at, this.slots.get(number), this.slots.get(number + 1));
      if (!body) break;
      path.push(body);
      at = body;
    }
    return path;
  }

  successor(at, slot, after) {
    if (!slot) return null;
    if (slot.agreed !== null) {
      const body = slot.bodies.get(slot.agreed);
      return body?.previous === at.link ? body : null;
    }
    const wanted = after?.agreed ? after.bodies.get(after.agreed)?.previous : undefined;
    let first = null;
    for (const body of slot.bodies.values()) {
      if (body.previous !== at.link) continue;
      if (body.link === wanted) return body;
      first ??= body;
    }
    return first;
  }

  /**
   * Index of the last body of a path that f+1 stand for: with a chain the last whose digest they have
   * given, else the last before one whose digest they have not; -1: none.
   */
  lastAgreed(path) {
    const isAgreed = ({ number, digest }) => this.slots.get(number)?.agreed === digest;
    if (this.pace.chained) return path.findLastIndex(isAgreed);
    const first = path.findIndex((body) => !isAgreed(body));
    return (first < 0 ? path.length : first) - 1;
  }

  /**
   * Takes the whole picture from a keyframe once f+1 confirm a frame reached from it whose chain
   * holds the keyframe's own digest. It never goes back: that frame is later than the one shown.
   */
  advanceFromKeyframes(now) {
    for (const [source, keyframe] of [...this.keyframes]) {
      if (!this.rebasing && this.shown !== null && keyframe.number <= this.shown.number) {
        this.keyframes.delete(source);
        continue;
      }
      const start = { number: keyframe.number, link: keyframe.frameDigest };
      const path = this.chainFrom(start, keyframe.number + 2 * WINDOW);
      const agreed = this.lastAgreed(path);
      const provenAt = this.pace.proofDistance - 1;
      const proof = path.length > provenAt ? path[provenAt].proof : undefined;
      const genesis = keyframe.number === 0;
      if (!genesis && agreed >= provenAt && proof !== keyframe.sha) {
        this.suspect(source, keyframe.number, 'keyframe does not fit the chain');
        this.keyframes.delete(source);
        continue;
      }
      const later = (length) => this.shown === null || keyframe.number + length > this.shown.number;
      const proven = genesis ? agreed >= 0 && this.isVouchedFor(keyframe) : agreed >= provenAt;
      if (proven && later(agreed + 1)) {
        this.rebase(now, keyframe, path.slice(0, agreed + 1), true);
        return;
      }
      const waited = now - keyframe.at;
      if (waited >= this.pace.unproven && later(path.length) && this.standsStill(now)) {
        this.rebase(now, keyframe, path, false);
        return;
      }
      if (waited >= 2 * this.pace.unproven) this.keyframes.delete(source);
    }
  }

  /** Frame 0 comes before the chain, which cannot prove it: f+1 must give the same picture of it. */
  isVouchedFor(keyframe) {
    let vouchers = 0;
    for (const [source, its] of this.keyframes) {
      const same = its.sha === keyframe.sha && its.frameDigest === keyframe.frameDigest;
      if (same && its.number === keyframe.number && !source.suspect) vouchers++;
    }
    return vouchers >= this.quorum;
  }

  askVouchers() {
    if (this.shown !== null || !this.keyframeNumbers().includes(0)) return;
    for (const source of this.usable()) {
      if (source.vouching || this.keyframes.has(source)) continue;
      source.vouching = true;
      this.actions.push({ type: 'getKeyframe', source: source.name });
    }
  }

  standsStill(now) {
    return this.shownAt === null || this.rebasing || now - this.shownAt >= this.pace.unproven;
  }

  rebase(now, keyframe, path, confirmed) {
    const last = path.at(-1) ?? { number: keyframe.number, link: keyframe.frameDigest };
    const skipped = this.shown === null ? 0 : Math.max(0, keyframe.number - this.shown.number);
    const through = last.number;
    this.actions.push({ type: 'rebase', keyframe, frames: path, through, confirmed, skipped });
    if (this.pace.chained) this.shownDigests.set(keyframe.number, keyframe.frameDigest);
    this.links.set(keyframe.number, keyframe.frameDigest);
    for (const body of path) this.remember(body);
    const agreed = this.lastAgreed(path);
    this.confirmedThrough = agreed < 0 ? keyframe.number : path[agreed].number;
    this.shown = { number: last.number, link: last.link };
    this.shownAt = now;
    this.light = confirmed ? 'CONFIRMED' : this.unconfirmedLight();
    this.rebasing = false;
    this.rebasedAt = now;
    this.keyframes.clear();
    this.askedKeyframeAt = null;
    this.gap = null;
    this.forgetSlotsThrough(this.confirmedThrough);
    for (const source of this.sources.values()) {
      const idle = source !== this.whole && source.open && source.mode === 'WHOLE';
      if (idle) this.setMode(source, 'DIGEST', through + 1); // asked in vain while joining
    }
  }

  remember({ number, digest, link }) {
    this.shownDigests.set(number, digest);
    this.links.set(number, link);
    for (const map of [this.shownDigests, this.links]) {
      while (map.size > WINDOW) map.delete(map.keys().next().value);
    }
  }

  forgetSlotsThrough(number) {
    for (const held of this.slots.keys()) if (held <= number) this.slots.delete(held);
  }

  /** Where votes and bodies of a frame are kept; null for a frame that is done or far away. */
  slotFor(number) {
    const held = this.slots.get(number);
    if (held) return held;
    const floor = this.rebasing ? 0 : this.confirmedThrough;
    if (number <= floor || number > this.horizon()) return null;
    const slot = { votes: new Map(), bodies: new Map(), agreed: null };
    if (number <= this.confirmedThrough) slot.agreed = this.shownDigests.get(number) ?? null;
    this.slots.set(number, slot);
    if (this.slots.size > 2 * WINDOW) this.slots.delete(Math.min(...this.slots.keys()));
    return slot;
  }

  /** The highest number taken seriously: one source alone cannot push the others' frames out. */
  horizon() {
    const shown = this.shown?.number ?? 0;
    const start = Math.max(shown, this.reachedByQuorum(), ...this.keyframeNumbers());
    return start === 0 ? Number.MAX_SAFE_INTEGER : start + WINDOW;
  }

  reachedByQuorum() {
    const reached = [...this.sources.values()].map((source) => source.latest).sort((a, b) => b - a);
    return reached[this.quorum - 1] ?? 0;
  }

  keyframeNumbers() {
    return [...this.keyframes.values()].map((keyframe) => keyframe.number);
  }

  // ------------------------------------------------------------------- what is asked of sources

  chooseWhole(now) {
    if (this.whole !== null && this.whole.open) return;
    const preferred = this.sources.values().next().value;
    const waited = this.firstOpenedAt !== null && now - this.firstOpenedAt >= PREFERRED_OPENS;
    if (this.shown === null && !preferred.open && !waited) return;
    this.takeWholeFrom(this.nextWhole(null));
  }

  takeWholeFrom(source) {
    const before = this.whole;
    this.whole = source;
    if (source === null || before === source) return;
    const from = this.firstWanted();
    if (before?.open && before.mode === 'WHOLE') this.setMode(before, 'DIGEST', from);
    if (source.mode !== null) this.setMode(source, 'WHOLE', from);
  }

  /** The next source after this one, in order of preference and turn, that can give bodies. */
  nextWhole(after) {
    const all = [...this.sources.values()];
    const start = after === null ? 0 : all.indexOf(after) + 1;
    const turned = [...all.slice(start), ...all.slice(0, start)].filter((source) => source.open);
    return (
      turned.find((source) => !source.suspect && !source.silent && source !== after) ??
      turned.find((source) => !source.suspect) ??
      null
    );
  }

  /** Digest sources wait for the first keyframe: before it nobody knows where to begin. */
  subscribeAll() {
    for (const source of this.sources.values()) {
      if (!source.open || source.mode !== null) continue;
      const mode = source === this.whole ? 'WHOLE' : 'DIGEST';
      const from = this.firstWanted();
      if (mode === 'DIGEST' && from === 0) continue;
      source.mode = mode;
      this.actions.push({ type: 'subscribe', source: source.name, from, mode });
    }
  }

  firstWanted() {
    if (this.shown !== null) return this.confirmedThrough + 1;
    return this.keyframes.size > 0 ? Math.min(...this.keyframeNumbers()) + 1 : 0;
  }

  setMode(source, mode, from) {
    source.mode = mode;
    this.actions.push({ type: 'setMode', source: source.name, mode, from });
  }

  getFrames(source, from, to) {
    const last = Math.min(to, from + WINDOW - 1);
    if (last >= from) this.actions.push({ type: 'getFrames', source: source.name, from, to: last });
  }

  getKeyframe(now, source) {
    if (source === null) return;
    if (this.askedKeyframeAt !== null && now - this.askedKeyframeAt < this.pace.keyframe) return;
    this.askedKeyframeAt = now;
    this.actions.push({ type: 'getKeyframe', source: source.name });
  }

  /** Sees to it that what is known to exist arrives. */
  fill(now) {
    if (this.rebasing) {
      if (this.keyframes.size === 0) this.getKeyframe(now, this.nextInTurn());
      return;
    }
    if (this.shown === null) {
      this.join(now);
      return;
    }
    const path = this.chainFrom(this.shown, this.shown.number + WINDOW);
    const number = this.shown.number + path.length + 1;
    const last = this.latest();
    if (last < number) {
      this.gap = null;
      return;
    }
    if (this.gap?.number !== number) {
      this.gap = { number, since: now, agreedAt: null, modesAsked: 0, asked: 0, askedAt: null };
    }
    this.fillGap(now, this.gap, last);
  }

  fillGap(now, gap, last) {
    if (gap.agreedAt === null && this.agreedAtOrAfter(gap.number)) gap.agreedAt = now;
    const others = this.usable().length - 1;
    const absent =
      gap.agreedAt === null
        ? gap.modesAsked === 0 && now - gap.since >= this.pace.unconfirmed
        : now - gap.agreedAt >= this.pace.bodyAbsent * (gap.modesAsked + 1);
    if (absent && gap.modesAsked < others) {
      gap.modesAsked++;
      this.askAnotherForWhole(gap.number);
    }
    if (now - Math.max(gap.since, gap.askedAt ?? 0) < this.pace.missing) return;
    gap.askedAt = now;
    const source = this.nextInTurn();
    if (source === null) return;
    if (gap.asked++ < this.usable().length) this.getFrames(source, gap.number, last);
    else this.getKeyframe(now, source);
  }

  askAnotherForWhole(from) {
    const source = this.nextWhole(this.whole);
    if (source === null || source === this.whole) return;
    const before = this.whole;
    this.whole = source;
    if (before?.open) this.setMode(before, 'DIGEST', from);
    this.setMode(source, 'WHOLE', from);
  }

  /** Until a keyframe has come: from one source, then from the next. */
  join(now) {
    if (this.keyframes.size > 0 || this.whole === null) return;
    this.askedKeyframeAt ??= now;
    if (now - this.askedKeyframeAt < this.pace.keyframe) return;
    this.askedKeyframeAt = now;
    const source = this.nextWhole(this.whole);
    if (source === null) return;
    this.whole = source;
    source.mode = 'WHOLE';
    this.actions.push({ type: 'subscribe', source: source.name, from: 0, mode: 'WHOLE' });
  }

  hasBodies(from, to) {
    for (let number = from; number <= to; number++) {
      if (!(this.slots.get(number)?.bodies.size > 0)) return false;
    }
    return true;
  }

  agreedAtOrAfter(number) {
    for (const [held, slot] of this.slots) if (held >= number && slot.agreed !== null) return true;
    return false;
  }

  usable() {
    return [...this.sources.values()].filter((source) => source.open && !source.suspect);
  }

  nextInTurn() {
    const usable = this.usable();
    return usable.length === 0 ? null : usable[this.turn++ % usable.length];
  }

  /** The newest frame known to exist: f+1 have reached it, or one has spoken of it within reach. */
  latest() {
    let latest = this.reachedByQuorum();
    for (const [number, slot] of this.slots) {
      if (number > latest && [...slot.votes.keys()].some((voter) => !voter.suspect)) latest = number;
    }
    return latest;
  }

  // ------------------------------------------------------------------------------------ lights

  lights(now) {
    for (const source of this.sources.values()) {
      source.silent = source.open && now - source.heardAt >= this.pace.silent;
      const light = !source.open
        ? 'CLOSED'
        : source.suspect
          ? 'SUSPECT'
          : source.silent
            ? 'SILENT'
            : 'LIVE';
      if (light === source.light) continue;
      source.light = light;
      this.actions.push({ type: 'light', source: source.name, state: light });
    }
    const age = this.shownAt === null ? 0 : now - this.shownAt;
    const state = age >= this.pace.frozen ? 'FROZEN' : age >= this.pace.stale ? 'STALE' : this.light;
    if (state === this.pictureLight) return;
    this.pictureLight = state;
    this.actions.push({ type: 'picture', state });
  }

  unconfirmedLight() {
    const live = this.usable().filter((source) => !source.silent).length;
    return live <= 1 ? 'SINGLE_SOURCE' : 'UNCONFIRMED';
  }
}

function newSource(name) {
  return {
    name,
    open: false,
    mode: null, // what it was last asked to send
    heardAt: 0,
    latest: 0,
    silent: false,
    suspect: false,
    vouching: false, // was asked for the picture of genesis, to compare
    agreeing: 0,
    agreedNumber: 0,
    light: 'CLOSED',
  };
}

