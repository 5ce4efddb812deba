/**
 * Decides what a display's line carries: goes over to less when bodies stay behind the votes, which are
 * small and come by other connections, and tries more again after a while; each time that this fails it
 * waits longer. Pure: time comes in with each look, milliseconds. The Java class LineWatch holds the same
 * rules.
 */
import { FRAMES, SLOW } from './arbiter/streams.js';

/** Every frame; one a second of everything; one a second of the tracks in the display's own area. */
export const LINES = Object.freeze(['WHOLE', 'SLOW', 'REDUCED']);

/** So many frames behind what f+1 have said are late. */
const LATE_FRAMES = 25;
const PATIENCE = { WHOLE: 4000, SLOW: 12000 };
/** Without any picture for so long since a source opened. */
const JOINING = { WHOLE: 15000, SLOW: 60000 };
/** More is tried after so long, at first and at most. */
const REST = 60000;
const LONGEST_REST = 960000;

export function paceOf(line) {
  return line === 'WHOLE' ? FRAMES : SLOW;
}

export class LineWatch {
  constructor(line = 'WHOLE') {
    this.line = line;
    this.reduces = false; // whether there is an area to reduce to
    this.since = null;
    this.lateSince = null;
    this.rest = REST;
  }

  /** @returns whether another line is to be asked for */
  look(now, open, joined, behindFrames) {
    if (this.since === null || !open) {
      this.since = now;
      this.lateSince = null;
      return false;
    }
    if (!joined) return now - this.since >= (JOINING[this.line] ?? Infinity) && this.thinner(now);
    if (behindFrames >= LATE_FRAMES) {
      this.lateSince ??= now;
      return now - this.lateSince >= (PATIENCE[this.line] ?? Infinity) && this.thinner(now);
    }
    this.lateSince = null;
    if (now - this.since < this.rest) return false;
    if (this.line === 'WHOLE') {
      this.rest = REST;
      return false;
    }
    this.take(LINES[LINES.indexOf(this.line) - 1], now);
    return true;
  }

  thinner(now) {
    const next = LINES[LINES.indexOf(this.line) + 1];
    if (next === undefined || (next === 'REDUCED' && !this.reduces)) return false;
    this.rest = Math.min(LONGEST_REST, 2 * this.rest);
    this.take(next, now);
    return true;
  }

  take(line, now) {
    this.line = line;
    this.since = now;
    this.lateSince = null;
  }
}
