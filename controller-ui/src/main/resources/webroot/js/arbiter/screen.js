/** What is shown, through which number f+1 stand for it, and what is remembered of it. */
import { WINDOW } from './streams.js';

export class Screen {
  constructor() {
    this.place = null; // { number, link }: the last frame in the picture, and what the next must name
    this.changedAt = null;
    this.confirmedThrough = 0;
    this.digests = new Map(); // of the last WINDOW shown
    this.links = new Map(); // what the frame after each of those must name, for who goes over
  }

  get isEmpty() {
    return this.place === null;
  }

  get number() {
    return this.place?.number ?? 0;
  }

  isBefore(number) {
    return this.place === null || number > this.place.number;
  }

  /** How long it has not changed. */
  age(now) {
    return this.changedAt === null ? 0 : now - this.changedAt;
  }

  show(now, { number, digest, link }) {
    this.digests.set(number, digest);
    this.links.set(number, link);
    for (const map of [this.digests, this.links]) {
      while (map.size > WINDOW) map.delete(map.keys().next().value);
    }
    this.changedAt = now;
    this.place = { number, link };
  }

  /** A picture of this keyframe: what is then shown of it comes by show. */
  begin(now, { number, frameDigest }, isVotedOn) {
    if (isVotedOn) this.digests.set(number, frameDigest);
    this.links.set(number, frameDigest);
    this.changedAt = now;
    this.place = { number, link: frameDigest };
  }

  /** The confirmed picture of another stream, which stays. */
  goOnFrom(other, place) {
    this.links.set(place.number, place.link);
    this.place = place;
    this.confirmedThrough = place.number;
    this.changedAt = other.changedAt;
  }
}
