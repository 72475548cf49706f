import { ChatError, ClientErrorCode } from '../errors.js';
import { PROTOCOL_VERSION, type ClientFrame, type ReadyFrame, type ServerFrame } from '../protocol/frames.js';
import type { Clock } from '../timing/clock.js';
import type { WebSocketConstructor, WebSocketLike } from '../websocket/types.js';
import type { Credentials } from './credentials.js';
import { Watchdog } from './watchdog.js';

export interface SessionOptions {
  readonly url: string;
  readonly WebSocket: WebSocketConstructor;
  readonly credentials: () => Promise<Credentials>;
  readonly clock: Clock;
  /** Longest from the start to `ready`, milliseconds. */
  readonly openTimeoutMs: number;
  /** Between pings, milliseconds; by default the server's `heartbeatMs`. */
  readonly pingIntervalMs?: number;
}

/** How a session ended; `code` is the WebSocket close code, 1006 where there was no closing handshake. */
export interface SessionEnd {
  readonly code: number;
  readonly reason: string;
  /** What failed on this side, where something did. */
  readonly cause?: unknown;
}

export interface SessionHandlers {
  /** `hello` was accepted; `helloAt` is when it was sent, milliseconds since the epoch. */
  ready(frame: ReadyFrame, helloAt: number): void;
  /** Any later frame. */
  readonly frame: (frame: ServerFrame) => void;
  /** Once, unless `close` was called first; nothing is called after it. */
  end(end: SessionEnd): void;
}

const ABNORMAL = 1006;
const PROTOCOL_ERROR = 1002;

/** One attempt at a connection, from asking for credentials to the end of its socket. */
export class Session {
  readonly #options: SessionOptions;
  readonly #handlers: SessionHandlers;
  readonly #cancelOpenTimeout: () => void;
  #socket: WebSocketLike | undefined;
  #watchdog: Watchdog | undefined;
  #socketError = '';
  #helloAt = 0;
  #isOver = false;

  constructor(options: SessionOptions, handlers: SessionHandlers) {
    this.#options = options;
    this.#handlers = handlers;
    this.#cancelOpenTimeout = options.clock.after(options.openTimeoutMs, () => {
      this.#drop({ code: ABNORMAL, reason: `not ready within ${options.openTimeoutMs} ms` });
    });
    void this.#open();
  }

  send(text: string): void {
    this.#socket?.send(text);
  }

  /** Ends it in good order and without a word to the handlers. */
  close(): void {
    this.#stop();
    this.#socket?.close(1000);
  }

  async #open(): Promise<void> {
    try {
      const credentials = await this.#options.credentials();
      if (this.#isOver) return;
      this.#socket = this.#newSocket();
      this.#listen(this.#socket, credentials);
    } catch (cause) {
      this.#end({ code: ABNORMAL, reason: 'could not start to connect', cause });
    }
  }

  #newSocket(): WebSocketLike {
    const { url, WebSocket } = this.#options;
    try {
      return new WebSocket(url);
    } catch (cause) {
      throw new ChatError(ClientErrorCode.InvalidUrl, `${url} is no address of a WebSocket`, { cause });
    }
  }

  #listen(socket: WebSocketLike, credentials: Credentials): void {
    socket.addEventListener('open', () => {
      this.#helloAt = this.#options.clock.now();
      const hello: ClientFrame = { type: 'hello', protocol: PROTOCOL_VERSION, ...credentials };
      if (!this.#isOver) socket.send(JSON.stringify(hello));
    });
    socket.addEventListener('message', ({ data }) => {
      if (!this.#isOver) this.#receive(data);
    });
    socket.addEventListener('error', (event) => {
      // `ws` says here what failed; browsers keep it to themselves. The close event follows.
      if ('message' in event && typeof event.message === 'string') this.#socketError = event.message;
    });
    socket.addEventListener('close', ({ code, reason }) => {
      this.#end({ code, reason: reason === '' ? this.#socketError : reason });
    });
  }

  #receive(data: unknown): void {
    const frame = parseFrame(data);
    if (frame === undefined) {
      const cause = new ChatError(ClientErrorCode.InvalidResponse, 'the server sent a frame that is no JSON object', {
        isRetryable: true,
      });
      this.#drop({ code: PROTOCOL_ERROR, reason: cause.message, cause });
      return;
    }
    this.#watchdog?.heard();
    if (frame.type !== 'ready') {
      this.#handlers.frame(frame);
      return;
    }
    this.#cancelOpenTimeout();
    this.#watchdog = this.#watch(this.#options.pingIntervalMs ?? frame.heartbeatMs);
    this.#handlers.ready(frame, this.#helloAt);
  }

  #watch(intervalMs: number): Watchdog {
    return new Watchdog(this.#options.clock, intervalMs, {
      ping: () => {
        const ping: ClientFrame = { type: 'ping', t: this.#options.clock.now() };
        this.send(JSON.stringify(ping));
      },
      silent: () => {
        this.#drop({ code: ABNORMAL, reason: `no frame within ${intervalMs} ms of a ping` });
      },
    });
  }

  /** Ends it from this side, without waiting for a peer that may be gone. */
  #drop(end: SessionEnd): void {
    const socket = this.#socket;
    this.#end(end);
    if (socket?.terminate) socket.terminate();
    else socket?.close();
  }

  #end(end: SessionEnd): void {
    if (this.#isOver) return;
    this.#stop();
    this.#handlers.end(end);
  }

  #stop(): void {
    this.#isOver = true;
    this.#cancelOpenTimeout();
    this.#watchdog?.stop();
  }
}

function parseFrame(data: unknown): ServerFrame | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const frame: unknown = JSON.parse(data);
    const isFrame = typeof frame === 'object' && frame !== null && 'type' in frame;
    // Only the type is checked: frames come by the thousand, from a server tested against the same protocol.
    return isFrame ? (frame as ServerFrame) : undefined;
  } catch {
    return undefined;
  }
}
