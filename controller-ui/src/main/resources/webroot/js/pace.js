/** How quick this page is: from a frame's arrival to its pixels, and from an order to its confirmed label. */

const KEPT = 2000;

export class Pace {
  constructor() {
    this.pixels = new Samples();
    this.drawing = new Samples();
    this.trips = new Samples();
    this.arrivedAt = null; // of the oldest frame that is not yet drawn
  }

  /** @param at when the worker let the frame be shown, milliseconds of performance.timeOrigin's clock */
  arrived(at) {
    this.arrivedAt ??= at - performance.timeOrigin;
  }

  /** What was drawn is on the screen when the browser has come round to the next task after painting. */
  drawn(millis) {
    this.drawing.add(millis);
    const { arrivedAt } = this;
    if (arrivedAt === null) return;
    this.arrivedAt = null;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      this.pixels.add(performance.now() - arrivedAt);
      channel.port1.close();
    };
    channel.port2.postMessage(null);
  }

  /** An order's way from the hand to the frame that shows it. */
  confirmed(millis) {
    this.trips.add(millis);
  }

  summary() {
    return { pixels: this.pixels.summary(), drawing: this.drawing.summary(), trips: this.trips.summary() };
  }
}

/** The latest values of one measure. */
class Samples {
  constructor() {
    this.values = [];
    this.next = 0;
  }

  add(value) {
    this.values[this.next] = value;
    this.next = (this.next + 1) % KEPT;
  }

  /** From here on anew. */
  clear() {
    this.values = [];
    this.next = 0;
  }

  summary() {
    const sorted = Float64Array.from(this.values).sort();
    const at = (part) => (sorted.length === 0 ? null : sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]);
    return { count: sorted.length, p50: at(0.5), p99: at(0.99), most: at(1) };
  }
}
