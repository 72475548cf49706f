import type {
  ClientFrame,
  HistoryPage,
  HistoryQuery,
  HistorySource,
  LogFrame,
  Message,
  MessageFrame,
  ServerFrame,
  WebSocketLike,
} from '@chatwatch/client';
import { deleted, edited, messageFrame, page } from './messages';

interface SocketEvent {
  readonly data?: unknown;
  readonly code?: number;
  readonly reason?: string;
}

const LIMITS = {
  frameBytes: 65_536,
  contentBytes: 16_384,
  filesPerMessage: 10,
  resumeEntries: 1_000,
  subscriptions: 1_000,
  receiptSamples: 500,
};

const isMessage = (frame: LogFrame): frame is MessageFrame => frame.type === 'message';

/** A service of one channel at the edge of the network: its sockets and its history, without a network between. */
export class FakeService {
  /** What clients sent, but pings. */
  readonly received: ClientFrame[] = [];
  readonly #log: LogFrame[] = [];
  readonly #sockets = new Set<FakeSocket>();
  /** Answers upgrades; a proxy that cuts WebSockets does not. */
  letsThrough = true;
  /** How far a resume may be behind. */
  resumeEntries = 1_000;
  /** Fails every page of history with this. */
  failure: unknown;
  #tellSubscribed: () => void = () => undefined;
  /** Resolves once the first reader gets what is written. */
  readonly subscribed = new Promise<void>((resolve) => {
    this.#tellSubscribed = resolve;
  });

  /** What a client is given for the platform's WebSocket. */
  get WebSocket(): new (url: string) => WebSocketLike {
    const connect = (socket: FakeSocket) => {
      this.#connected(socket);
    };
    return class extends FakeSocket {
      constructor(readonly url: string) {
        super();
        connect(this);
      }
    };
  }

  get head(): number {
    return this.#log.length;
  }

  get connections(): number {
    return this.#sockets.size;
  }

  /** Writes an entry, which every reader gets. */
  write(entry: (seq: number) => LogFrame = (seq) => messageFrame(seq, { createdAt: new Date().toISOString() })): void {
    const frame = entry(this.head + 1);
    this.#log.push(frame);
    for (const socket of this.#sockets) if (socket.isSubscribed) socket.tell(frame);
  }

  writeMany(count: number): void {
    for (let written = 0; written < count; written++) this.write();
  }

  edit(target: number, content: string): void {
    this.write((seq) => edited(seq, target, content));
  }

  delete(target: number): void {
    this.write((seq) => deleted(seq, target));
  }

  /** Closes every connection. */
  drop(code = 1006, reason = ''): void {
    for (const socket of this.#sockets) socket.end(code, reason);
    this.#sockets.clear();
  }

  /** Pages of history, as the service answers them. */
  readonly history: HistorySource = {
    history: (_channelId: string, query: HistoryQuery = {}): Promise<HistoryPage> => {
      // What is told apart by its class must arrive as it is.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      if (this.failure !== undefined) return Promise.reject(this.failure);
      return Promise.resolve(this.#page(query));
    },
  };

  #page({ before = Infinity, limit = 50 }: HistoryQuery): HistoryPage {
    const messages = this.#log.filter(isMessage).filter(({ seq }) => seq < before);
    const newest = messages.slice(-limit);
    return page(
      newest.map((written) => this.#presentState(written)),
      this.head,
      messages.length > newest.length,
    );
  }

  #presentState({ seq, ...written }: MessageFrame): Message {
    const changes = this.#log.filter((frame) => frame.type !== 'message' && frame.target === seq);
    return changes.reduce<Message>(
      (before, change) => {
        if (change.type === 'message_deleted') return { ...before, content: '', deletedAt: change.deletedAt };
        if (change.type === 'message') return before;
        return { ...before, content: change.content, editedAt: change.editedAt };
      },
      { ...written, seq },
    );
  }

  #connected(socket: FakeSocket): void {
    queueMicrotask(() => {
      if (!this.letsThrough) {
        socket.end(1006, '');
        return;
      }
      this.#sockets.add(socket);
      // As over a network, no answer comes while the request is still being sent.
      socket.answer = (frame) => {
        queueMicrotask(() => {
          this.#answer(socket, frame);
        });
      };
      socket.emit('open', {});
    });
  }

  #answer(socket: FakeSocket, frame: ClientFrame): void {
    const serverTime = new Date().toISOString();
    if (frame.type === 'ping') {
      socket.tell({ type: 'pong', t: frame.t, serverTime });
      return;
    }
    this.received.push(frame);
    if (frame.type === 'hello') {
      socket.tell({
        type: 'ready',
        userId: 'service',
        connectionId: 'k',
        serverTime,
        heartbeatMs: 25_000,
        limits: LIMITS,
      });
    }
    if (frame.type === 'subscribe') this.#subscribed(socket, frame);
  }

  #subscribed(
    socket: FakeSocket,
    { id, channelId, afterSeq = this.head }: Extract<ClientFrame, { type: 'subscribe' }>,
  ) {
    const missed = this.#log.slice(afterSeq);
    const recovered = missed.length <= this.resumeEntries;
    socket.isSubscribed = true;
    queueMicrotask(this.#tellSubscribed);
    const count = recovered ? missed.length : 0;
    socket.tell({ type: 'subscribed', id, channelId, head: this.head, recovered, missed: count });
    if (recovered) for (const frame of missed) socket.tell(frame);
  }
}

class FakeSocket implements WebSocketLike {
  answer: (frame: ClientFrame) => void = () => undefined;
  isSubscribed = false;
  readonly #listeners = new Map<string, ((event: SocketEvent) => void)[]>();

  addEventListener(type: string, listener: (event: never) => void): void {
    // Which event a listener gets goes by its type.
    const typed = listener as (event: SocketEvent) => void;
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), typed]);
  }

  send(text: string): void {
    // The client under test speaks the protocol.
    this.answer(JSON.parse(text) as ClientFrame);
  }

  close(): void {
    this.end(1000, '');
  }

  tell(frame: ServerFrame): void {
    this.emit('message', { data: JSON.stringify(frame) });
  }

  end(code: number, reason: string): void {
    this.isSubscribed = false;
    this.emit('close', { code, reason });
  }

  emit(type: string, event: SocketEvent): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }
}
