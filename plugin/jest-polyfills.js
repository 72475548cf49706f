// What browsers have, @grafana/ui needs when it is imported, and jsdom lacks.
const { ReadableStream, TransformStream, WritableStream } = require('node:stream/web');
const { TextDecoder, TextEncoder } = require('node:util');

/** One end of a channel; by timers, as a port of Node.js would keep the tests from ending. */
class Port {
  onmessage = null;

  postMessage(data) {
    setTimeout(() => this.other.onmessage?.({ data }), 0);
  }

  start() {}

  close() {}

  addEventListener(_, listener) {
    this.onmessage = listener;
  }

  removeEventListener() {
    this.onmessage = null;
  }
}

class MessageChannel {
  constructor() {
    this.port1 = new Port();
    this.port2 = new Port();
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}

class Observer {
  observe() {}

  unobserve() {}

  disconnect() {}

  takeRecords() {
    return [];
  }
}

const missing = {
  MessageChannel,
  ReadableStream,
  TransformStream,
  WritableStream,
  TextDecoder,
  TextEncoder,
  ResizeObserver: Observer,
  IntersectionObserver: Observer,
};
for (const [name, value] of Object.entries(missing)) globalThis[name] ??= value;

/** None of a page's loading is known without a browser. */
globalThis.Performance.prototype.getEntriesByType ??= () => [];
