import { ChatClosedError, ChatError, ClientErrorCode } from '../errors.js';
import { FINAL_CLOSE_CODES } from '../protocol/codes.js';
import type { ClientFrame, ConnectionLimits, ReadyFrame, ServerFrame } from '../protocol/frames.js';
import { fullJitterMs, type Backoff } from '../timing/backoff.js';
import { Session, type SessionEnd, type SessionOptions } from './session.js';
import type { Transport } from './transport.js';

/**
 * `closed`: not connected and not trying (at first, after `close()` or a final close code); `connecting`: an attempt is
 * under way; `ready`: requests are answered; `disconnected`: the next attempt waits for its time.
 */
export type ConnectionState = 'closed' | 'connecting' | 'ready' | 'disconnected';

export interface ConnectionOptions extends SessionOptions {
  readonly backoff: Backoff;
  readonly random: () => number;
}

/** How a connection was lost that will be tried again. */
export interface Disconnection extends SessionEnd {
  /** Until the next attempt, milliseconds. */
  readonly retryInMs: number;
}

export interface ConnectionHandlers {
  connecting(): void;
  /** `helloAt` is when the hello was sent, milliseconds since the epoch. */
  ready(frame: ReadyFrame, helloAt: number): void;
  readonly frame: (frame: ServerFrame) => void;
  disconnected(disconnection: Disconnection): void;
  /** By a final close code or a permanent failure of the credentials; not after `close()`. */
  closed(error: ChatClosedError): void;
}

/** Up to here a pause may be longer than the trouble has lasted, milliseconds. */
const SHORT_TROUBLE_MS = 2_000;

/** Keeps one session open: reconnects with full jitter until it is closed or the server forbids it. */
export class Connection implements Transport {
  readonly #options: ConnectionOptions;
  readonly #handlers: ConnectionHandlers;
  readonly #encoder = new TextEncoder();
  #state: ConnectionState = 'closed';
  #session: Session | undefined;
  #limits: ConnectionLimits | undefined;
  #readyAt = 0;
  #attempt = 0;
  #troubleSince = 0;
  #drainMs = 0;
  #requestId = 0;
  #cancelRetry: (() => void) | undefined;

  constructor(options: ConnectionOptions, handlers: ConnectionHandlers) {
    this.#options = options;
    this.#handlers = handlers;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get isReady(): boolean {
    return this.#state === 'ready';
  }

  get limits(): ConnectionLimits | undefined {
    return this.#limits;
  }

  nextRequestId(): number {
    return ++this.#requestId;
  }

  transmit(frame: ClientFrame): void {
    if (this.#limits === undefined) return;
    const text = JSON.stringify(frame);
    const { frameBytes } = this.#limits;
    // A UTF-16 unit is at most three bytes of UTF-8, so most frames need no counting.
    if (text.length * 3 > frameBytes && this.#encoder.encode(text).length > frameBytes) {
      throw new ChatError(ClientErrorCode.FrameTooLarge, `the ${frame.type} frame is larger than ${frameBytes} bytes`);
    }
    this.#session?.send(text);
  }

  /** Starts to connect; nothing when it is open or trying already. */
  open(): void {
    if (this.#state !== 'closed') return;
    this.#attempt = 0;
    this.#connect();
  }

  /** Ends it without a word to `closed`. */
  close(): void {
    this.#cancelRetry?.();
    this.#session?.close();
    this.#leave('closed');
  }

  /** The server told how long to stay away once this connection is over, milliseconds. */
  draining(reconnectAfterMs: number): void {
    this.#drainMs = reconnectAfterMs;
  }

  #connect(): void {
    this.#drainMs = 0;
    this.#session = new Session(this.#options, {
      ready: (frame, helloAt) => {
        this.#readyAt = this.#options.clock.now();
        this.#limits = frame.limits;
        this.#state = 'ready';
        this.#handlers.ready(frame, helloAt);
      },
      frame: this.#handlers.frame,
      end: (end) => {
        this.#lost(end);
      },
    });
    this.#state = 'connecting';
    this.#handlers.connecting();
  }

  #lost(end: SessionEnd): void {
    const permanent = permanentFailure(end);
    if (permanent !== undefined) {
      this.#leave('closed');
      this.#handlers.closed(permanent);
      return;
    }
    const retryInMs = this.#retryInMs();
    this.#leave('disconnected');
    this.#cancelRetry = this.#options.clock.after(retryInMs, () => {
      this.#connect();
    });
    this.#handlers.disconnected({ ...end, retryInMs });
  }

  #retryInMs(): number {
    const { backoff, random, clock } = this.#options;
    const now = clock.now();
    // A connection that held clears the count; one that is lost at once, as by `TooSlow`, must not be a tight loop.
    if (this.isReady && now - this.#readyAt >= backoff.capMs) this.#attempt = 0;
    if (this.#attempt === 0) this.#troubleSince = now;
    // Who tried often in a short outage is not away for long after it.
    const capMs = Math.min(backoff.capMs, Math.max(SHORT_TROUBLE_MS, now - this.#troubleSince));
    return this.#drainMs + fullJitterMs(this.#attempt++, { ...backoff, capMs }, random);
  }

  #leave(state: 'closed' | 'disconnected'): void {
    this.#session = undefined;
    this.#limits = undefined;
    this.#state = state;
  }
}

function permanentFailure({ code, reason, cause }: SessionEnd): ChatClosedError | undefined {
  if (FINAL_CLOSE_CODES.includes(code)) {
    return new ChatClosedError(`the server closed with ${code}: ${reason}`, { closeCode: code });
  }
  if (cause instanceof ChatError && !cause.isRetryable) {
    return new ChatClosedError(`${reason}: ${cause.message}`, { cause });
  }
  return undefined;
}
