/**
 * The vote: decides from what several replicas say which frame is shown, and when.
 *
 * Pure: arrivals and ticks come in with their time in milliseconds, actions come out; no clock, no
 * socket, no drawing. The Java class aero.vigil.display.arbiter.FrameArbiter holds the same rules in the
 * same parts, and both are tested against the same transcripts (src/test/resources/transcripts).
 *
 * A frame's digest covers the digest before it, so f+1 equal digests of frame n confirm every frame
 * of the chain up to n. Bodies come from one source, digests from the rest.
 *
 * It hears and decides. What has arrived is in slots, what f+1 digests mean in votes, what is shown in
 * screen; who is asked for what is the matter of sources, missing and keyframes.
 */
import { Keyframes } from './arbiter/keyframes.js';
import { Missing } from './arbiter/missing.js';
import { Screen } from './arbiter/screen.js';
import { Slots } from './arbiter/slots.js';
import { Sources } from './arbiter/sources.js';
import { FRAMES, WINDOW } from './arbiter/streams.js';
import { ChainVotes, RecordVotes } from './arbiter/votes.js';

/** Equal digests in a row after which a suspect is heard again: its audit has passed all objects. */
const READMISSION = 64;

export class FrameArbiter {
  /** @param sources names in order of preference for whole frames; @param quorum f + 1; @param pace of the stream */
  constructor(sources, quorum, pace = FRAMES) {
    this.pace = pace;
    this.votes = pace.chained ? new ChainVotes() : new RecordVotes();
    this.actions = [];
    this.sources = new Sources(sources, quorum, this.actions);
    this.slots = new Slots();
    this.keyframes = new Keyframes(this.sources, pace, this.votes, this.slots);
    this.missing = new Missing(pace, this.sources, this.actions);
    this.screen = new Screen();
    this.rebasing = false; // what is shown was contradicted: a whole picture is to take its place
    this.rebasedAt = -Infinity; // waiting for votes begins anew with each whole picture
    this.light = 'JOINING';
    this.toldLight = null;
  }

  /**
   * A vote on the other stream that goes on from the confirmed frame shown here, so that the picture
   * stays; where it cannot, it begins with a keyframe. Its sources are yet to open.
   */
  continuedAt(pace) {
    const { screen } = this;
    const next = new FrameArbiter(this.sources.names(), this.sources.quorum, pace);
    const frame = Math.floor((screen.confirmedThrough * this.pace.span) / pace.span) * pace.span;
    const link = screen.links.get(Math.floor(frame / this.pace.span));
    const goesOn = !screen.isEmpty && !this.rebasing && screen.number * this.pace.span < frame + pace.span;
    if (goesOn && link !== undefined) {
      next.screen.goOnFrom(screen, { number: frame / pace.span, link });
      next.light = this.light;
    }
    return next;
  }

  /**
   * The group has other members from now on: those who stay keep their votes, those who go lose
   * them. What f+1 have agreed on stays agreed.
   */
  regrouped(now, names, quorum) {
    for (const gone of this.sources.listenTo(names, quorum)) {
      this.keyframes.remove(gone);
      this.slots.forgetVotesOf(gone);
      this.sources.leave(gone, this.firstWanted());
    }
    for (const [number, slot] of this.slots.all()) this.countAgain(number, slot);
    return this.settle(now);
  }

  countAgain(number, slot) {
    for (const digest of new Set(slot.votes.values())) {
      if (slot.agreed === null && this.slots.get(number) === slot) this.count(number, slot, digest);
    }
  }

  /** Whether this is one of the members whose word counts. */
  listensTo(name) {
    return this.sources.listensTo(name);
  }

  /** Frames that f+1 have said to exist and that are not shown. */
  behindFrames() {
    const behind = this.sources.reachedByQuorum() - this.screen.number;
    return this.screen.isEmpty ? 0 : Math.max(0, behind) * this.pace.span;
  }

  /** Whether a picture is shown. */
  hasJoined() {
    return !this.screen.isEmpty;
  }

  // ------------------------------------------------------------------------------------ arrivals

  opened(now, name) {
    this.sources.opened(now, this.sources.named(name));
    return this.settle(now);
  }

  closed(now, name) {
    this.sources.closed(this.sources.named(name), this.firstWanted());
    return this.settle(now);
  }

  /** Anything at all came from this source. */
  heard(now, name) {
    this.sources.named(name).heardAt = now;
    return this.settle(now);
  }

  digest(now, name, number, digest) {
    const source = this.sources.named(name);
    source.heardAt = now;
    this.vote(source, number, digest);
    return this.settle(now);
  }

  /**
   * @param frame {number, digest, previous, link, proof}: a body whose digest has been verified; link is what
   *     the frame after it must name as previous
   */
  frame(now, name, frame) {
    const source = this.sources.named(name);
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
    const source = this.sources.named(name);
    source.heardAt = now;
    if (this.rebasing || this.screen.isBefore(keyframe.number)) {
      this.keyframes.put(source, keyframe, now);
      const last = this.latest();
      if (this.rebasing && !this.slots.hasBodies(keyframe.number + 1, last)) {
        this.missing.getFrames(source, keyframe.number + 1, last);
      }
    }
    return this.settle(now);
  }

  tick(now) {
    return this.settle(now);
  }

  /** A source lied in a way only its reader can see, such as a body that does not fit its digest. */
  accuse(now, name, number, reason) {
    this.suspect(this.sources.named(name), number, reason);
    return this.settle(now);
  }

  // --------------------------------------------------------------------------------- votes

  vote(source, number, digest) {
    source.latest = Math.max(source.latest, number);
    const confirmed = number <= this.screen.confirmedThrough ? this.screen.digests.get(number) : undefined;
    if (confirmed !== undefined) this.judge(source, number, digest, confirmed);
    const slot = this.slotFor(number);
    if (!slot) return;
    const before = slot.votes.get(source);
    if (before !== undefined && before !== digest) {
      this.suspect(source, number, 'two digests for one frame');
      return;
    }
    slot.votes.set(source, digest);
    if (slot.agreed !== null) this.judge(source, number, digest, slot.agreed);
    else this.count(number, slot, digest);
  }

  count(number, slot, digest) {
    if (votesFor(slot, digest) >= this.sources.quorum) this.agree(number, slot, digest);
  }

  agree(number, slot, digest) {
    slot.agreed = digest;
    for (const [voter, its] of [...slot.votes]) this.judge(voter, number, its, digest);
    const shown = this.screen.digests.get(number);
    if (this.screen.isBefore(number) || shown === undefined) return;
    if (shown !== digest) this.contradicted(number);
    else for (const each of this.votes.confirmed(number, this.screen, this.slots)) this.confirmThrough(each);
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
    this.keyframes.remove(source);
    this.sources.replace(source, this.firstWanted());
  }

  contradicted(number) {
    if (this.rebasing) return;
    this.actions.push({ type: 'contradicted', number });
    this.takeAnew();
  }

  takeAnew() {
    this.rebasing = true;
    this.keyframes.clear();
    this.missing.forgetKeyframe();
  }

  confirmThrough(number) {
    if (number <= this.screen.confirmedThrough) return;
    this.screen.confirmedThrough = number;
    this.actions.push({ type: 'confirm', number });
    if (this.screen.number === number) this.light = 'CONFIRMED';
    this.slots.forgetThrough(number);
  }

  // ------------------------------------------------------------------------- what can be shown

  settle(now) {
    this.sources.chooseWhole(now, this.hasJoined(), this.firstWanted());
    this.sources.subscribeAll(this.firstWanted());
    if (this.screen.isEmpty) this.keyframes.askVouchers(this.actions);
    this.advanceFromKeyframes(now);
    if (!this.screen.isEmpty && !this.rebasing) {
      this.advance(now);
      if (this.votes.areHopeless(this.screen, this.slots)) this.takeAnew();
    }
    this.fill(now);
    this.sources.tellLights(now, this.pace);
    this.tellLight(now);
    return this.actions.splice(0);
  }

  /** Follows the chain from what is shown: shows what is confirmed or has waited long enough. */
  advance(now) {
    const path = this.slots.chainFrom(this.screen.place, WINDOW);
    const agreed = this.votes.lastAgreed(path, this.slots);
    for (const [index, body] of path.entries()) {
      if (index > agreed && !this.waitedLongEnough(now, body)) break;
      this.show(now, body, index <= agreed && this.votes.isUnbroken(this.screen));
    }
    const body = this.slots.agreedBody(this.screen.number + 1);
    if (body && body.previous !== this.screen.place.link) this.contradicted(body.number);
  }

  waitedLongEnough(now, body) {
    const since = Math.max(body.at, this.rebasedAt);
    return now - since >= this.pace.unconfirmed && [...body.givers].some((giver) => !giver.suspect);
  }

  show(now, body, confirmed) {
    this.actions.push({ type: 'show', number: body.number, confirmed, frame: body });
    this.screen.show(now, body);
    this.light = confirmed ? 'CONFIRMED' : this.sources.unconfirmedLight();
    if (confirmed) {
      this.screen.confirmedThrough = body.number;
      this.slots.forgetThrough(body.number);
    }
  }

  /** Takes the whole picture anew where that is proven; it never goes back. */
  advanceFromKeyframes(now) {
    for (const [source, keyframe] of this.keyframes.all()) {
      if (!this.rebasing && !this.screen.isBefore(keyframe.number)) {
        this.keyframes.remove(source);
        continue;
      }
      const found = this.keyframes.look(now, keyframe, this.screen, this.standsStill(now));
      if (found === null) {
        if (now - keyframe.at >= 2 * this.pace.unproven) this.keyframes.remove(source);
      } else if (found.isLie) {
        this.suspect(source, keyframe.number, 'keyframe does not fit the chain');
        this.keyframes.remove(source);
      } else {
        this.rebase(now, keyframe, found.path, found.isProven);
        return;
      }
    }
  }

  standsStill(now) {
    return this.screen.isEmpty || this.rebasing || this.screen.age(now) >= this.pace.unproven;
  }

  rebase(now, keyframe, path, confirmed) {
    const skipped = this.screen.isEmpty ? 0 : Math.max(0, keyframe.number - this.screen.number);
    const agreed = this.votes.lastAgreed(path, this.slots);
    this.screen.begin(now, keyframe, this.votes.areOnFrames);
    for (const body of path) this.screen.show(now, body);
    const through = this.screen.number;
    this.actions.push({ type: 'rebase', keyframe, frames: path, through, confirmed, skipped });
    this.screen.confirmedThrough = agreed < 0 ? keyframe.number : path[agreed].number;
    this.light = confirmed ? 'CONFIRMED' : this.sources.unconfirmedLight();
    this.rebasing = false;
    this.rebasedAt = now;
    this.keyframes.clear();
    this.missing.forget();
    this.slots.forgetThrough(this.screen.confirmedThrough);
    this.sources.onlyOneGivesBodies(through + 1);
  }

  // ------------------------------------------------------------------------- what is taken in

  /** Where votes and bodies of a frame are kept; null for a frame that is done or far away. */
  slotFor(number) {
    const held = this.slots.get(number);
    if (held) return held;
    const { confirmedThrough, digests } = this.screen;
    if (number <= (this.rebasing ? 0 : confirmedThrough) || number > this.horizon()) return null;
    return this.slots.add(number, number <= confirmedThrough ? (digests.get(number) ?? null) : null);
  }

  /** The highest number taken seriously: one source alone cannot push the others' frames out. */
  horizon() {
    const start = Math.max(this.screen.number, this.sources.reachedByQuorum(), this.keyframes.latest());
    return start === 0 ? Number.MAX_SAFE_INTEGER : start + WINDOW;
  }

  firstWanted() {
    return this.screen.isEmpty ? this.keyframes.firstAfter() : this.screen.confirmedThrough + 1;
  }

  /** The newest frame known to exist: f+1 have reached it, or one has spoken of it within reach. */
  latest() {
    return Math.max(this.slots.latest(), this.sources.reachedByQuorum());
  }

  fill(now) {
    if (this.rebasing) {
      if (this.keyframes.isEmpty) this.missing.getKeyframe(now);
    } else if (!this.screen.isEmpty) {
      const held = this.slots.chainFrom(this.screen.place, WINDOW).length;
      this.missing.fill(now, this.screen.number + held + 1, this.latest(), this.slots);
    } else if (this.keyframes.isEmpty) {
      this.missing.join(now);
    }
  }

  tellLight(now) {
    const age = this.screen.age(now);
    const state = age >= this.pace.frozen ? 'FROZEN' : age >= this.pace.stale ? 'STALE' : this.light;
    if (state === this.toldLight) return;
    this.toldLight = state;
    this.actions.push({ type: 'picture', state });
  }
}

/** How many sources in good standing have given this digest. */
function votesFor(slot, digest) {
  let count = 0;
  for (const [voter, its] of slot.votes) if (its === digest && !voter.suspect) count++;
  return count;
}
