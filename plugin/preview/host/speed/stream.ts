import type { ClientFrame, HistorySource, MessageFrame, ServerFrame, WebSocketLike } from '@chatwatch/client';

type Listener = (event: { readonly data: unknown }) => void;

const LIMITS = {
  frameBytes: 65_536,
  contentBytes: 16_384,
  filesPerMessage: 10,
  resumeEntries: 1_000,
  subscriptions: 1_000,
  receiptSamples: 500,
};

/** Most messages are short, some fill lines: rows of many heights. */
const contentOf = (seq: number): string =>
  seq % 9 === 0 ? `A longer message, of which there are some. `.repeat((seq % 5) + 2) : `Message number ${seq}`;

/** A new message as the service sends it. */
const frameOf = (seq: number): MessageFrame => ({
  type: 'message',
  channelId: 'c1',
  seq,
  id: `message-${seq}`,
  author: { id: `user-${seq % 40}`, name: `Person ${seq % 40}`, avatarUrl: null },
  content: contentOf(seq),
  files: [],
  createdAt: new Date().toISOString(),
  acceptedAt: new Date().toISOString(),
});

/** A channel without a past. */
export const noHistory: HistorySource = {
  history: () => Promise.resolve({ messages: [], head: 0, hasMore: false }),
};

let tell: (frame: ServerFrame) => void = () => undefined;
let subscribed: () => void = () => undefined;
/** Resolves when frames have a reader. */
export const whenSubscribed = new Promise<void>((resolve) => {
  subscribed = resolve;
});

/** The network's end of the page's connection, which keeps nothing of what it sends. */
export class StreamSocket implements WebSocketLike {
  readonly #listeners = new Map<string, Listener>();

  constructor(readonly url: string) {
    tell = (frame) => this.#listeners.get('message')?.({ data: JSON.stringify(frame) });
    queueMicrotask(() => this.#listeners.get('open')?.({ data: undefined }));
  }

  addEventListener(type: string, listener: (event: never) => void): void {
    // Only the events of messages carry something.
    this.#listeners.set(type, listener as Listener);
  }

  send(text: string): void {
    // The client speaks the protocol.
    const frame = JSON.parse(text) as ClientFrame;
    queueMicrotask(() => {
      this.#answer(frame);
    });
  }

  close(): void {
    tell = () => undefined;
  }

  #answer(frame: ClientFrame): void {
    const serverTime = new Date().toISOString();
    if (frame.type === 'hello') {
      tell({ type: 'ready', userId: 'u', connectionId: 'k', serverTime, heartbeatMs: 25_000, limits: LIMITS });
    } else if (frame.type === 'ping') {
      tell({ type: 'pong', t: frame.t, serverTime });
    } else if (frame.type === 'subscribe') {
      tell({ type: 'subscribed', id: frame.id, channelId: frame.channelId, head: 0, recovered: true, missed: 0 });
      subscribed();
    }
  }
}

let seq = 0;

/** Sends so many messages at once. */
export function send(
  count: number,
  receive: (frame: MessageFrame) => void = (frame) => {
    tell(frame);
  },
): void {
  for (let sent = 0; sent < count; sent++) receive(frameOf(++seq));
}

/** Sends messages for some seconds, each in a task of its own as a network brings them. */
export async function sendFor(
  seconds: number,
  perSecond: number,
  receive: (frame: MessageFrame) => void = (frame) => {
    tell(frame);
  },
): Promise<void> {
  const started = performance.now();
  const { port1, port2 } = new MessageChannel();
  let due = 0;
  port1.onmessage = () => {
    receive(frameOf(++seq));
  };
  for (let sent = 0; sent < seconds * perSecond;) {
    await new Promise((resolve) => setTimeout(resolve, 4));
    due = Math.min(seconds * perSecond, Math.floor(((performance.now() - started) / 1_000) * perSecond));
    for (; sent < due; sent++) port2.postMessage(undefined);
  }
  port1.close();
}
