/** The page's end of the display worker: what is shown, said and answered, as callbacks. */

export class Feed {
  /** @param listener methods named after the worker's messages: show, rebase, status, light, … */
  constructor(options, listener) {
    this.listener = listener;
    this.answers = new Map();
    this.nextId = 1;
    this.worker = new Worker('/js/worker/display-worker.js', { type: 'module' });
    this.worker.onmessage = ({ data }) => this.receive(data);
    this.worker.onerror = (event) => {
      throw new Error(`display worker: ${event.message} (${event.filename}:${event.lineno})`);
    };
    this.worker.postMessage({ type: 'start', address: location.host, ...options });
  }

  receive(message) {
    if (message.type === 'answer') {
      const resolve = this.answers.get(message.id);
      this.answers.delete(message.id);
      resolve?.(message);
      return;
    }
    this.listener[message.type]?.(message);
  }

  /** @returns a promise of {result: bytes} or {failed: words, evicted} */
  submit(operation) {
    const id = this.nextId++;
    this.worker.postMessage({ type: 'submit', id, operation });
    return new Promise((resolve) => this.answers.set(id, resolve));
  }

  /** @returns a promise of {frame: bytes}, which holds what was asked for, or {failed: words} */
  ask(question) {
    const id = this.nextId++;
    this.worker.postMessage({ type: 'ask', id, question });
    return new Promise((resolve) => this.answers.set(id, resolve));
  }

  /** From now on measures tell the longest gap since this moment as well. */
  mark() {
    this.worker.postMessage({ type: 'mark' });
  }

  /** Moves a replay: {control: {case, value}}. */
  replay(control) {
    this.worker.postMessage({ type: 'replay', control });
  }

  /** Asks for the time line of a replay from this event on. */
  timeline(from) {
    this.worker.postMessage({ type: 'timeline', from });
  }

  /** Asks the primary to give way. */
  stepDown(primary) {
    this.worker.postMessage({ type: 'stepDown', primary });
  }

  /** To what part of the plane a line too thin for all may be reduced; null: none. */
  setArea(area) {
    this.worker.postMessage({ type: 'area', area });
  }

  setPosition(position) {
    this.worker.postMessage({ type: 'position', position });
  }
}
