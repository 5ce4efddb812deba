/**
 * Orders of this page: each takes effect once, whatever dies. One session with its own request
 * numbers; a request without an answer for 300 ms, or that waits while another replica becomes
 * primary, is repeated, same number, through another connection. The session lives in memory only.
 */

const REPEAT_AFTER = 300;
const REFUSED_PAUSE = 50;
const QUEUE_LIMIT = 64;

export class Session {
  /** @param pick (except) => the best open connection, another than `except` where there is one */
  constructor(pick, answer) {
    this.pick = pick;
    this.answer = answer;
    this.queue = [];
    this.begin();
  }

  begin() {
    this.clientId = crypto.getRandomValues(new Uint8Array(16));
    this.key = this.clientId.join();
    this.op = null;
    this.number = 0n;
    this.outstanding = null;
    this.connection = null;
    this.sentAt = null;
  }

  /** Queues one operation; its answer comes as answer(id, {...}). */
  submit(id, operation) {
    if (this.queue.length >= QUEUE_LIMIT) {
      this.answer(id, { failed: 'too many orders are waiting' });
      return;
    }
    this.queue.push({ id, operation });
    this.send(performance.now());
  }

  send(now) {
    if (this.outstanding === null && this.queue.length > 0 && this.op !== null) {
      this.outstanding = { ...this.queue.shift(), number: ++this.number };
      this.sentAt = null;
    }
    const registering = this.op === null && this.queue.length > 0;
    if (!registering && this.outstanding === null) return;
    if (this.sentAt !== null && now - this.sentAt < REPEAT_AFTER) return;
    const connection = this.pick(this.sentAt === null ? null : this.connection);
    if (connection === null) return;
    this.connection = connection;
    this.sentAt = now;
    if (registering) connection.send('register', { clientId: this.clientId });
    else {
      connection.send('request', {
        clientId: this.clientId,
        sessionOp: this.op,
        requestNumber: this.outstanding.number,
        operation: this.outstanding.operation,
      });
    }
  }

  tick(now) {
    this.send(now);
  }

  /** What was sent through it may be lost: repeat at once. */
  lost(connection) {
    if (connection === this.connection) this.sentAt = null;
    this.send(performance.now());
  }

  /** What the last one was asked is asked of the new one at once. */
  primaryChanged() {
    this.sentAt = null;
    this.send(performance.now());
  }

  registered(message) {
    if (message.clientId.join() !== this.key || this.op !== null) return;
    this.sentAt = null;
    if (message.sessionOp === 0n) {
      for (const { id } of this.queue.splice(0)) this.answer(id, { failed: message.refusal });
      return;
    }
    this.op = message.sessionOp;
    this.send(performance.now());
  }

  replied(reply) {
    const waiting = this.outstanding;
    if (waiting === null || reply.clientId.join() !== this.key) return;
    if (reply.requestNumber !== waiting.number) return;
    const now = performance.now();
    switch (reply.outcome) {
      case OUTCOME.REFUSED: // not taken now: again, elsewhere, a moment later
        this.sentAt = now - REPEAT_AFTER + REFUSED_PAUSE;
        return;
      case OUTCOME.APPLIED:
        this.outstanding = null;
        this.answer(waiting.id, { result: reply.result });
        break;
      case OUTCOME.SESSION_EVICTED:
        this.begin();
        this.answer(waiting.id, { evicted: true, failed: 'outcome unknown: session ended' });
        break;
      default:
        this.outstanding = null;
        this.answer(waiting.id, { failed: reply.text || `outcome ${reply.outcome}` });
    }
    this.sentAt = null;
    this.send(now);
  }
}

const OUTCOME = Object.freeze({ APPLIED: 1, SESSION_EVICTED: 4, REFUSED: 5 });
