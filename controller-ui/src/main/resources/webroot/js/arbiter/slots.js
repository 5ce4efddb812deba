/**
 * What has arrived of numbers that are not confirmed yet, and the chains that the bodies make. It never
 * decides: which numbers are taken in is the arbiter's, what votes mean that of votes.js.
 */
import { WINDOW } from './streams.js';

export class Slots {
  constructor() {
    this.byNumber = new Map();
  }

  get(number) {
    return this.byNumber.get(number);
  }

  /** Takes a number in; @param agreed the digest f+1 have given, null where they have not */
  add(number, agreed) {
    const slot = { votes: new Map(), bodies: new Map(), agreed };
    this.byNumber.set(number, slot);
    if (this.byNumber.size > 2 * WINDOW) this.byNumber.delete(Math.min(...this.byNumber.keys()));
    return slot;
  }

  /** All, by number, as they are now. */
  all() {
    return [...this.byNumber].sort(([one], [other]) => one - other);
  }

  forgetVotesOf(source) {
    for (const slot of this.byNumber.values()) slot.votes.delete(source);
  }

  forgetThrough(number) {
    for (const held of this.byNumber.keys()) if (held <= number) this.byNumber.delete(held);
  }

  /** What f+1 have said of this number; null: they have not. */
  agreed(number) {
    return this.byNumber.get(number)?.agreed ?? null;
  }

  /** The body that f+1 stand for, once it has come. */
  agreedBody(number) {
    const slot = this.byNumber.get(number);
    return slot?.agreed ? slot.bodies.get(slot.agreed) : undefined;
  }

  isAgreed({ number, digest }) {
    return this.agreed(number) === digest;
  }

  isAnyAgreedFrom(number) {
    for (const [held, slot] of this.byNumber) if (held >= number && slot.agreed !== null) return true;
    return false;
  }

  hasBodies(from, to) {
    for (let number = from; number <= to; number++) {
      if (!(this.byNumber.get(number)?.bodies.size > 0)) return false;
    }
    return true;
  }

  /** The highest number that a source in good standing has spoken of; 0: none. */
  latest() {
    let latest = 0;
    for (const [number, slot] of this.byNumber) {
      if (number > latest && [...slot.votes.keys()].some((voter) => !voter.suspect)) latest = number;
    }
    return latest;
  }

  /** The unbroken chain of bodies after a place, preferring at each step what f+1 have said. */
  chainFrom(place, most) {
    const path = [];
    let { link } = place;
    for (let number = place.number + 1; number <= place.number + most; number++) {
      const body = this.successor(link, number);
      if (!body) break;
      path.push(body);
      ({ link } = body);
    }
    return path;
  }

  successor(link, number) {
    const slot = this.byNumber.get(number);
    if (!slot) return null;
    if (slot.agreed !== null) {
      const body = slot.bodies.get(slot.agreed);
      return body?.previous === link ? body : null;
    }
    const wanted = this.agreedBody(number + 1)?.previous;
    let first = null;
    for (const body of slot.bodies.values()) {
      if (body.previous !== link) continue;
      if (body.link === wanted) return body;
      first ??= body;
    }
    return first;
  }
}
