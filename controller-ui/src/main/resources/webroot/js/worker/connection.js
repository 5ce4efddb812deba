/** The WebSocket to one replica; it reconnects with back-off for as long as the page lives. */

const PROTOCOL = 1;
/** From the first attempt to a Welcome: a stopped process accepts and then says nothing. */
const WELCOME_TIMEOUT = 2000;
/** A connection that says nothing for this long is dead at the other end, or its host is. */
const DEAD_AFTER = 15000;
/** On a thin line, where a keyframe may be on its way for long. */
const THIN_DEAD_AFTER = 60000;
const THIN_WELCOME_TIMEOUT = 10000;
const FIRST_BACKOFF = 60;
const GREATEST_BACKOFF = 2000;

export class Connection {
  /** @param listener {welcomed(connection, welcome), received(connection, message), lost(connection)} */
  constructor(wire, address, hello, listener) {
    this.wire = wire;
    this.address = address;
    this.hello = hello;
    this.listener = listener;
    this.index = -1;
    this.open = false;
    this.heardAt = 0;
    this.backoff = FIRST_BACKOFF;
    this.socket = null;
    this.closed = false;
    this.thin = false;
    this.connect();
  }

  connect() {
    if (this.closed) return;
    const scheme = self.location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${this.address}/v1`);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    const timer = setTimeout(() => this.lost(socket), this.thin ? THIN_WELCOME_TIMEOUT : WELCOME_TIMEOUT);
    socket.onopen = () => {
      socket.send(this.wire.clientMessage('hello', { protocol: PROTOCOL, ...this.hello }));
    };
    socket.onmessage = (event) => {
      if (this.socket !== socket) return;
      let message;
      try {
        message = this.wire.serverMessage(new Uint8Array(event.data));
      } catch {
        this.lost(socket); // a replica that sends what is no message is not listened to
        return;
      }
      this.heardAt = performance.now();
      if (message.case === 'welcome') {
        clearTimeout(timer);
        this.open = true;
        this.backoff = FIRST_BACKOFF;
        this.index = message.value.replica;
        this.listener.welcomed(this, message.value);
      } else if (this.open) {
        this.listener.received(this, message);
      }
    };
    socket.onclose = () => {
      clearTimeout(timer);
      this.lost(socket);
    };
  }

  lost(socket) {
    if (this.socket !== socket) return;
    this.socket = null;
    socket.close();
    const wasOpen = this.open;
    this.open = false;
    if (wasOpen) this.listener.lost(this);
    if (this.closed) return;
    setTimeout(() => this.connect(), this.backoff / 2 + Math.random() * this.backoff);
    this.backoff = Math.min(GREATEST_BACKOFF, this.backoff * 2);
  }

  /** Ends the connection, with all that is still on its way, and makes it anew. */
  reconnect() {
    if (this.open) this.lost(this.socket);
  }

  tick(now) {
    if (this.open && now - this.heardAt > (this.thin ? THIN_DEAD_AFTER : DEAD_AFTER)) this.lost(this.socket);
  }

  send(name, value) {
    if (this.open && this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(this.wire.clientMessage(name, value));
    }
  }

  close() {
    this.closed = true;
    if (this.socket !== null) this.lost(this.socket);
  }
}
