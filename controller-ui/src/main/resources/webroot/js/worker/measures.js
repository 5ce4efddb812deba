/** What this display measures of its own picture. */

const GAPS_KEPT = 200;
/** Two ticks: a shorter pause is not worth a line. */
const GAP_WORTH_KEEPING = 200;

export class Measures {
  constructor() {
    this.frames = 0;
    this.missing = 0;
    this.repeated = 0;
    this.outOfOrder = 0;
    this.unconfirmed = 0;
    this.disagreements = 0;
    this.longestGap = 0;
    this.gaps = []; // {at, millis}: those of two ticks and more
    this.marked = null; // {at, longestGap, frames}: since something was done to the group
    this.number = null;
    this.shownAt = null;
    this.spoken = new Map(); // frame number -> when the first source spoke of it
    this.lags = new Map(); // source -> milliseconds after the first, smoothed
  }

  shown(now, number, confirmed) {
    if (this.number !== null) {
      if (number === this.number) this.repeated++;
      else if (number < this.number) this.outOfOrder++;
    }
    this.frames++;
    if (!confirmed) this.unconfirmed++;
    this.advanced(now, number);
  }

  rebased(now, through, skipped) {
    if (this.number !== null && through <= this.number) this.outOfOrder++;
    this.missing += skipped;
    this.frames++;
    this.advanced(now, through);
  }

  advanced(now, number) {
    if (this.shownAt !== null) {
      const millis = now - this.shownAt;
      this.longestGap = Math.max(this.longestGap, millis);
      if (this.marked !== null) {
        this.marked.longestGap = Math.max(this.marked.longestGap, millis);
        this.marked.frames++;
      }
      if (millis >= GAP_WORTH_KEEPING) {
        this.gaps.push({ at: this.shownAt, millis });
        if (this.gaps.length > GAPS_KEPT) this.gaps.shift();
      }
    }
    this.number = number;
    this.shownAt = now;
  }

  /** From now on the longest gap is also measured apart. */
  mark(now) {
    const { missing, repeated, outOfOrder } = this;
    this.marked = { at: now, longestGap: 0, frames: 0, before: { missing, repeated, outOfOrder } };
  }

  spoke(now, source, number) {
    let first = this.spoken.get(number);
    if (first === undefined) {
      first = now;
      this.spoken.set(number, now);
      if (this.spoken.size > 300) this.spoken.delete(this.spoken.keys().next().value);
    }
    const before = this.lags.get(source);
    const lag = now - first;
    this.lags.set(source, before === undefined ? lag : before + (lag - before) / 8);
  }

  /** Milliseconds since the last frame, or null; a turn that began before it was shown says 0. */
  sinceShown(now) {
    return this.shownAt === null ? null : Math.max(0, now - this.shownAt);
  }

  snapshot(now) {
    return {
      frames: this.frames,
      missing: this.missing,
      repeated: this.repeated,
      outOfOrder: this.outOfOrder,
      unconfirmed: this.unconfirmed,
      disagreements: this.disagreements,
      longestGap: this.longestGap,
      gaps: this.gaps.slice(-20),
      marked: this.marked,
      number: this.number,
      sinceShown: this.sinceShown(now),
      now,
      lags: [...this.lags],
    };
  }
}
