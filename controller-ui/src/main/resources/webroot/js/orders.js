/**
 * Orders given at this position: pending until their frame comes back, never assumed to succeed.
 * A rejection is shown at the label, in words, for a while.
 */

const AMBER_AFTER = 1000;
const REJECTION_SHOWN = 9000;

export class Orders {
  /**
   * @param submit (bytes) => promise of an answer; @param said (text, tone) for the messages list;
   * @param pace keeps how long each order took
   */
  constructor(wire, submit, said, pace) {
    this.pace = pace;
    this.wire = wire;
    this.submit = submit;
    this.said = said;
    this.pending = new Map(); // flight id -> Map field -> {text, givenAt, version}
    this.notes = new Map(); // flight id -> {text, until}
    this.given = 0;
  }

  /**
   * @param order {command, value, field, text, flight, label}: the Command's field and content,
   *     the label's field and what stands there meanwhile, the flight, words for a person
   */
  async give({ command, value, field, text, flight, label }) {
    const order = { text, field, label, givenAt: performance.now(), version: null, number: ++this.given };
    if (flight !== undefined) this.of(flight.id).set(field, order);
    const answer = await this.submit(this.wire.encodeCommand(command, value));
    const outcome = this.outcomeOf(answer);
    if (flight === undefined) {
      if (outcome.rejected) this.said(`${label}: ${outcome.rejected}`, 'warning');
      return outcome;
    }
    if (outcome.rejected) {
      this.remove(flight.id, order);
      const words = `${label} rejected: ${outcome.rejected}`;
      this.notes.set(flight.id, { text: shorten(`✗ ${outcome.rejected}`), until: performance.now() + REJECTION_SHOWN });
      this.said(`${flight.key.callsign} ${words}`, 'warning');
    } else order.version = outcome.version;
    return outcome;
  }

  outcomeOf(answer) {
    if (answer.failed !== undefined) return { rejected: answer.failed, evicted: answer.evicted };
    const result = this.wire.readResult(answer.result);
    if (result.rejected === undefined) return { version: result.accepted?.version ?? 0, note: result.accepted?.note ?? '' };
    const { reason, text } = result.rejected;
    const name = reason.replaceAll('_', ' ').toLowerCase();
    return { rejected: text === '' ? name : `${name}: ${text}`, reason };
  }

  of(flight) {
    let map = this.pending.get(flight);
    if (map === undefined) this.pending.set(flight, (map = new Map()));
    return map;
  }

  remove(flight, order) {
    const map = this.pending.get(flight);
    if (map?.get(order.field) === order) map.delete(order.field);
    if (map?.size === 0) this.pending.delete(flight);
  }

  /** The frame with an order's effect has come when the flight has reached the answer's version. */
  settle(picture, now) {
    for (const [id, map] of this.pending) {
      const flight = picture.flights.get(id);
      for (const order of map.values()) {
        order.waitedLong = now - order.givenAt > AMBER_AFTER;
        const shown = order.version !== null && (flight === undefined || flight.version >= order.version);
        if (!shown) continue;
        this.pace.confirmed(now - order.givenAt);
        this.remove(id, order);
      }
    }
    for (const [id, note] of this.notes) if (now > note.until) this.notes.delete(id);
  }

  pendingOf(flight) {
    return this.pending.get(flight);
  }

  noteOf(flight) {
    return this.notes.get(flight)?.text;
  }
}

function shorten(text) {
  return text.length <= 44 ? text : `${text.slice(0, 43)}…`;
}
