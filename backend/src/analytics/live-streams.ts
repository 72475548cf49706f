import type { ServerResponse } from 'node:http';
import { unavailable } from '../errors.js';
import { type ConsoleStreamsEvent, events } from '../events.js';

/** Each costs a write a second; a console that is one too many asks again, or asks without a stream. */
const MOST_STREAMS = 50;
const INTERVAL_MS = 1_000;
/** A reader who leaves this much unread is gone or too slow for figures of this second: three minutes of them. */
const UNREAD_BYTES = 64 * 1_024;
/** What a browser waits until it asks again. */
const RETRY_MS = 3_000;
/** Every so many seconds a comment, which proxies that look for one take as a sign of life. */
const HEARTBEAT_EVERY = 15;

/** Why a stream ended: its reader went, read too slowly, may no longer read, or the server shuts down. */
type StreamEnd = NonNullable<ConsoleStreamsEvent['ended']>;

interface Stream {
  readonly response: ServerResponse;
  readonly admitAgain: () => Promise<unknown>;
}

/**
 * Sends figures once a second as server-sent events to everybody who listens: made and written as text once, for all.
 * Nothing runs while nobody listens.
 */
export class LiveStreams {
  readonly #read: () => unknown;
  readonly #streams = new Set<Stream>();
  #timer: NodeJS.Timeout | undefined;
  #count = 0;
  #isClosed = false;

  /** @param read gives what is sent, to be written as JSON */
  constructor(read: () => unknown) {
    this.#read = read;
  }

  /**
   * Begins a stream on a response, which lasts until its reader leaves.
   * @param admitAgain rejects once the reader's rights have ended
   * @throws {ChatError} `unavailable` while too many listen, or during a shutdown
   */
  open(response: ServerResponse, admitAgain: () => Promise<unknown>): void {
    if (this.#isClosed) throw unavailable('The server is shutting down');
    if (this.#streams.size >= MOST_STREAMS) throw unavailable('Too many consoles listen: ask without a stream');
    const stream = { response, admitAgain };
    this.#streams.add(stream);
    response.on('close', () => {
      this.#end(stream, 'left');
    });
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      // nginx would keep events back until its buffer is full.
      'X-Accel-Buffering': 'no',
    });
    response.write(`retry: ${RETRY_MS}\n\n${this.#event()}`);
    this.#timer ??= setInterval(() => {
      this.#sendAll();
    }, INTERVAL_MS).unref();
    events.consoleStreams.publish({ open: this.#streams.size });
  }

  /** Ends all streams, and begins no more. */
  close(): void {
    this.#isClosed = true;
    for (const stream of this.#streams) this.#end(stream, 'draining');
  }

  #event(): string {
    return `id: ${++this.#count}\ndata: ${JSON.stringify(this.#read())}\n\n`;
  }

  #sendAll(): void {
    const text = `${this.#event()}${this.#count % HEARTBEAT_EVERY === 0 ? ': here\n\n' : ''}`;
    for (const stream of this.#streams) {
      if (stream.response.writableLength > UNREAD_BYTES) this.#end(stream, 'slow');
      else void this.#send(stream, text);
    }
  }

  async #send(stream: Stream, text: string): Promise<void> {
    try {
      await stream.admitAgain();
    } catch {
      this.#end(stream, 'rights');
      return;
    }
    if (this.#streams.has(stream)) stream.response.write(text);
  }

  #end(stream: Stream, reason: StreamEnd): void {
    if (!this.#streams.delete(stream)) return;
    if (this.#streams.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    if (reason === 'slow') stream.response.destroy();
    else stream.response.end();
    events.consoleStreams.publish({ open: this.#streams.size, ended: reason });
  }
}
