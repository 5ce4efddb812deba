/** What f+1 equal digests of one number say of those before it. */

/** Votes on frames, each of whose digests covers the one before: one vouches for all before it. */
export class ChainVotes {
  /** Whether a keyframe's frame has the digest that sources give for its number. */
  areOnFrames = true;

  /** Index of the last body of a path that f+1 stand for; -1: none. */
  lastAgreed(path, slots) {
    return path.findLastIndex((body) => slots.isAgreed(body));
  }

  /** Whether a frame that f+1 stand for is confirmed after what is shown. */
  isUnbroken() {
    return true;
  }

  /** What is shown and confirmed when f+1 have said this of a number shown: in order. */
  confirmed(number) {
    return [number];
  }

  /** Whether votes on what is shown will not come any more: a whole picture is to vouch for it. */
  areHopeless() {
    return false;
  }
}

/** Votes that have not come for so many records never will. */
const HOPELESS = 10;

/** Votes on records of the slow stream, which have no chain: each needs its own. */
export class RecordVotes {
  areOnFrames = false;

  /** The last before the first whose digest f+1 have not given. */
  lastAgreed(path, slots) {
    const first = path.findIndex((body) => !slots.isAgreed(body));
    return (first < 0 ? path.length : first) - 1;
  }

  isUnbroken(screen) {
    return screen.confirmedThrough === screen.number;
  }

  /** Each waits for those before it. */
  confirmed(number, screen, slots) {
    const confirmed = [];
    for (let next = screen.confirmedThrough + 1; ; next++) {
      const agreed = slots.agreed(next);
      if (agreed === null || agreed !== screen.digests.get(next)) return confirmed;
      confirmed.push(next);
    }
  }

  areHopeless(screen, slots) {
    const waits = screen.number - screen.confirmedThrough;
    return waits >= HOPELESS && slots.isAnyAgreedFrom(screen.confirmedThrough + 2);
  }
}
