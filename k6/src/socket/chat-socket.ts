import { WebSocket } from 'k6/websockets';
import { clearTimeout, setTimeout } from 'k6/timers';
import { isLogEntry, parseFrame, type Answer, type LogEntry, type Ready, type ServerFrame } from './frames.ts';

/** Longer than any promise, shorter than a run. */
const ANSWER_TIMEOUT_MS = 10_000;

export interface SocketEvents {
  /** @param atMs when it came from the network, epoch milliseconds: however busy the script is */
  readonly onEntry: (entry: LogEntry, atMs: number) => void;
  /** The connection, which was ready, is gone; also after {@link ChatSocket.close}. */
  readonly onClose?: (code: number) => void;
}

export type Credentials = { readonly token: string } | { readonly ticket: string };

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: number;
}

/** The connection ended before the answer came: whether the request was met is unknown. */
export class ConnectionClosed extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`the connection was closed with ${String(code)}`);
    this.code = code;
  }
}

/** One connection to `/ws`. */
export class ChatSocket {
  readonly #socket: WebSocket;
  readonly #events: SocketEvents;
  readonly #waiting = new Map<number, Waiting>();
  #onReady: ((ready: Ready) => void) | undefined;
  #isReady = false;
  #requests = 0;

  private constructor(baseUrl: string, events: SocketEvents) {
    this.#events = events;
    this.#socket = new WebSocket(`${baseUrl.replace(/^http/, 'ws')}/ws`, null, { tags: { name: 'ws' } });
    this.#socket.onmessage = (event) => {
      // The time is that of reading the frame from the network, however long this script was busy since.
      if (typeof event?.data === 'string') this.#receive(parseFrame(event.data), event.timestamp);
    };
    // A close follows, which is what is acted on; without a listener k6 would end the iteration.
    this.#socket.onerror = () => undefined;
  }

  /** Connects and says hello. Rejects when the connection ends first. */
  static async open(
    baseUrl: string,
    credentials: Credentials,
    events: SocketEvents,
  ): Promise<{ socket: ChatSocket; ready: Ready }> {
    const socket = new ChatSocket(baseUrl, events);
    const ready = await new Promise<Ready>((resolve, reject) => {
      const timer = setTimeout(() => {
        socket.#socket.close();
        reject(new Error('there was no ready in time'));
      }, ANSWER_TIMEOUT_MS);
      socket.#onReady = (frame) => {
        clearTimeout(timer);
        socket.#isReady = true;
        resolve(frame);
      };
      socket.#socket.onopen = () => {
        socket.#socket.send(JSON.stringify({ type: 'hello', protocol: 1, ...credentials }));
      };
      // Its type leaves out that k6 hands an event over.
      socket.#socket.onclose = (event?: { readonly code?: number }) => {
        clearTimeout(timer);
        const error = new ConnectionClosed(event?.code ?? 1006);
        reject(error);
        socket.#closed(error);
      };
    });
    return { socket, ready };
  }

  /** Sends a request. Rejects when it is refused, when there is no answer in time, and when the connection ends. */
  request(frame: Readonly<Record<string, unknown>> & { readonly type: string }): Promise<Answer> {
    const id = ++this.#requests;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Error(`no answer to ${frame.type} within ${String(ANSWER_TIMEOUT_MS)} ms`));
      }, ANSWER_TIMEOUT_MS);
      this.#waiting.set(id, { resolve, reject, timer });
      this.tell({ ...frame, id });
    });
  }

  /** Sends what is not answered. */
  tell(frame: Readonly<Record<string, unknown>> & { readonly type: string }): void {
    this.#socket.send(JSON.stringify(frame));
  }

  close(): void {
    this.#socket.close(1000);
  }

  #receive(frame: ServerFrame | undefined, atMs: number): void {
    if (frame === undefined) return;
    if (isLogEntry(frame)) this.#events.onEntry(frame, atMs);
    else if (frame.type === 'ready') this.#onReady?.(frame);
    else if ('id' in frame) this.#answer(frame);
  }

  #answer(frame: Answer): void {
    const waiting = this.#waiting.get(frame.id);
    if (!waiting) return;
    this.#waiting.delete(frame.id);
    clearTimeout(waiting.timer);
    if (frame.type === 'error') waiting.reject(new Error(`${frame.code ?? ''}: ${frame.message ?? ''}`));
    else waiting.resolve(frame);
  }

  #closed(error: ConnectionClosed): void {
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#waiting.clear();
    if (this.#isReady) this.#events.onClose?.(error.code);
  }
}
