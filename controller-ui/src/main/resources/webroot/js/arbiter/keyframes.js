/**
 * Whole pictures that wait for their proof, one of each source: the digest of a keyframe stands in the
 * chain of the frames after it, so what f+1 say of those they say of it.
 */
import { WINDOW } from './streams.js';

export class Keyframes {
  constructor(sources, pace, votes, slots) {
    this.sources = sources;
    this.pace = pace;
    this.votes = votes;
    this.slots = slots;
    this.bySource = new Map();
  }

  get isEmpty() {
    return this.bySource.size === 0;
  }

  clear() {
    this.bySource.clear();
  }

  /** @param keyframe {number, frameDigest, sha} */
  put(source, keyframe, now) {
    this.bySource.set(source, { ...keyframe, at: now });
  }

  remove(source) {
    this.bySource.delete(source);
  }

  all() {
    return [...this.bySource];
  }

  numbers() {
    return [...this.bySource.values()].map((keyframe) => keyframe.number);
  }

  /** The frame after the earliest; 0: there is none. */
  firstAfter() {
    return this.isEmpty ? 0 : Math.min(...this.numbers()) + 1;
  }

  /** The number of the latest; 0: there is none. */
  latest() {
    return Math.max(0, ...this.numbers());
  }

  /**
   * Looks at one: proven when f+1 confirm a frame reached from it whose chain holds its digest.
   *
   * @param standsStill whether one may be taken that has waited for its proof in vain
   * @returns null: it waits; else { isLie, path, isProven }
   */
  look(now, keyframe, screen, standsStill) {
    const path = this.slots.chainFrom({ number: keyframe.number, link: keyframe.frameDigest }, 2 * WINDOW);
    const agreed = this.votes.lastAgreed(path, this.slots);
    const provenAt = this.pace.proofDistance - 1;
    const genesis = keyframe.number === 0;
    if (!genesis && agreed >= provenAt && path[provenAt].proof !== keyframe.sha) {
      return { isLie: true, path: [], isProven: false };
    }
    const proven = genesis ? agreed >= 0 && this.isVouchedFor(keyframe) : agreed >= provenAt;
    if (proven && screen.isBefore(keyframe.number + agreed + 1)) {
      return { isLie: false, path: path.slice(0, agreed + 1), isProven: true };
    }
    const waited = now - keyframe.at >= this.pace.unproven;
    const isLater = screen.isBefore(keyframe.number + path.length);
    return waited && isLater && standsStill ? { isLie: false, path, isProven: false } : null;
  }

  /** Frame 0 comes before the chain, which cannot prove it: f+1 must give the same picture of it. */
  isVouchedFor(keyframe) {
    let vouchers = 0;
    for (const [source, its] of this.bySource) {
      const same = its.sha === keyframe.sha && its.frameDigest === keyframe.frameDigest;
      if (same && its.number === keyframe.number && !source.suspect) vouchers++;
    }
    return vouchers >= this.sources.quorum;
  }

  /** Asks those who have not given the picture of genesis for theirs. */
  askVouchers(actions) {
    if (!this.numbers().includes(0)) return;
    for (const source of this.sources.usable()) {
      if (source.vouching || this.bySource.has(source)) continue;
      source.vouching = true;
      actions.push({ type: 'getKeyframe', source: source.name });
    }
  }
}
