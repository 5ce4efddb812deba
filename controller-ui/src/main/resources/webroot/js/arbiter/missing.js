/**
 * Sees to it that what is known to exist arrives: another source is asked for bodies, then each in turn
 * for those that are missing, then one for the whole picture.
 */
import { WINDOW } from './streams.js';

export class Missing {
  constructor(pace, sources, actions) {
    this.pace = pace;
    this.sources = sources;
    this.actions = actions;
    this.gap = null; // a frame known to exist whose body has not come
    this.askedKeyframeAt = null;
  }

  /** The whole picture has come. */
  forget() {
    this.gap = null;
    this.forgetKeyframe();
  }

  /** A keyframe may be asked for at once. */
  forgetKeyframe() {
    this.askedKeyframeAt = null;
  }

  getFrames(source, from, to) {
    const last = Math.min(to, from + WINDOW - 1);
    if (last >= from) this.actions.push({ type: 'getFrames', source: source.name, from, to: last });
  }

  getKeyframe(now, source = this.sources.nextInTurn()) {
    if (source === null) return;
    if (this.askedKeyframeAt !== null && now - this.askedKeyframeAt < this.pace.keyframe) return;
    this.askedKeyframeAt = now;
    this.actions.push({ type: 'getKeyframe', source: source.name });
  }

  /** Until a keyframe has come: from one source, then from the next. */
  join(now) {
    if (this.sources.whole === null) return;
    this.askedKeyframeAt ??= now;
    if (now - this.askedKeyframeAt < this.pace.keyframe) return;
    this.askedKeyframeAt = now;
    this.sources.joinThroughAnother();
  }

  /** Frames are there before this one; @param last the newest known to exist */
  fill(now, number, last, slots) {
    if (last < number) {
      this.gap = null;
      return;
    }
    if (this.gap?.number !== number) {
      this.gap = { number, since: now, agreedAt: null, modesAsked: 0, asked: 0, askedAt: now };
    }
    if (this.gap.agreedAt === null && slots.isAnyAgreedFrom(number)) this.gap.agreedAt = now;
    this.fillGap(now, this.gap, last);
  }

  fillGap(now, gap, last) {
    const usable = this.sources.usable().length;
    const absent =
      gap.agreedAt === null
        ? gap.modesAsked === 0 && now - gap.since >= this.pace.unconfirmed
        : now - gap.agreedAt >= this.pace.bodyAbsent * (gap.modesAsked + 1);
    if (absent && gap.modesAsked < usable - 1) {
      gap.modesAsked++;
      this.sources.askAnotherForWhole(gap.number);
    }
    if (now - gap.askedAt < this.pace.missing) return;
    gap.askedAt = now;
    const source = this.sources.nextInTurn();
    if (source === null) return;
    if (gap.asked++ < usable) this.getFrames(source, gap.number, last);
    else this.getKeyframe(now, source);
  }
}
