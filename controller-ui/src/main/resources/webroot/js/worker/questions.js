/**
 * Questions about the picture: any replica's answer will do. One that does not come is asked for again
 * through another connection, and given up after a while. What is answered is one replica's word: it
 * stands beside what was voted, never in its place.
 */

const REPEAT_AFTER = 500;
const GIVEN_UP_AFTER = 3000;
const ANSWERED = 1; // Answer.Outcome

export class Questions {
  /** @param pick (except) => an open connection, another than `except` where there is one */
  constructor(pick, answer) {
    this.pick = pick;
    this.answer = answer;
    this.waiting = new Map(); // query number -> {id, question, begunAt, sentAt, connection}
    this.number = 0n;
  }

  ask(id, question, now) {
    const waits = { id, question, begunAt: now, sentAt: null, connection: null };
    this.waiting.set(++this.number, waits);
    this.send(this.number, waits, now);
  }

  send(number, waits, now) {
    const connection = this.pick(waits.connection);
    if (connection === null) return;
    waits.connection = connection;
    waits.sentAt = now;
    connection.send('query', { queryNumber: number, question: waits.question });
  }

  tick(now) {
    for (const [number, waits] of this.waiting) {
      if (now - waits.begunAt > GIVEN_UP_AFTER) this.settle(number, { failed: 'no replica answers' });
      else if (waits.sentAt === null || now - waits.sentAt > REPEAT_AFTER) this.send(number, waits, now);
    }
  }

  answered({ queryNumber, outcome, answer, text }) {
    if (outcome === ANSWERED) this.settle(queryNumber, { frame: answer });
    else if (this.waiting.has(queryNumber)) this.settle(queryNumber, { failed: text });
  }

  settle(number, answer) {
    const waits = this.waiting.get(number);
    if (!this.waiting.delete(number)) return;
    this.answer(waits.id, answer);
  }
}
