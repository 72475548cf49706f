import { WebSocket as PlatformWebSocket } from '#websocket';
import type { MessageFrame } from '../protocol/frames.js';
import type { HistorySource } from '../rest/rest-client.js';
import type { Backoff } from '../timing/backoff.js';
import { systemClock, type Clock } from '../timing/clock.js';
import type { WebSocketConstructor } from '../websocket/types.js';
import type { Provider } from './credentials.js';

export interface ChatClientOptions {
  /** `ws:` or `wss:` address of `/ws`. */
  readonly url: string;
  /** A user's token. Neither token nor ticket: the upgrade request carries the credentials (Grafana's proxy). */
  readonly token?: Provider;
  /** A ticket instead; as one is good for one connection, give a function. */
  readonly ticket?: Provider;
  /** Where history is fetched when too much was missed to be resumed; without it, `onReset` gets an empty page. */
  readonly history?: HistorySource;
  /** Default: the platform's own in browsers, `ws` in Node. */
  readonly WebSocket?: WebSocketConstructor;
  /** Pause before a reconnect or a repetition, full jitter. Default 200 ms up to 10 s. */
  readonly backoff?: Backoff;
  /** Longest from the start of an attempt to connect until the server is ready, milliseconds. Default 10,000. */
  readonly openTimeoutMs?: number;
  /** Longest a request waits for its answer, reconnects and repetitions included, milliseconds. Default 30,000. */
  readonly requestTimeoutMs?: number;
  /** Between pings, milliseconds; silence for one interval drops the connection. Default: the server's `heartbeatMs`. */
  readonly pingIntervalMs?: number;
  /** Most writes that wait for their acknowledgement. Default 1,000. */
  readonly outboxLimit?: number;
  /** Whether measured delivery times are told to the server. Default true. */
  readonly reportsReceipts?: boolean;
  /** Between two reports of delivery times, milliseconds. Default 5,000. */
  readonly receiptIntervalMs?: number;
  /** Delivery time of every live message, milliseconds from the server's acceptance; on the hot path, keep it short. */
  readonly onDelivery?: (deliveryMs: number, frame: MessageFrame) => void;
  readonly clock?: Clock;
  readonly random?: () => number;
}

/** The options with every default in place. */
export type Settings = ChatClientOptions & typeof DEFAULTS;

const DEFAULTS = {
  WebSocket: PlatformWebSocket,
  backoff: { baseMs: 200, capMs: 10_000 },
  openTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  outboxLimit: 1_000,
  reportsReceipts: true,
  receiptIntervalMs: 5_000,
  clock: systemClock,
  random: Math.random,
};

export function withDefaults(options: ChatClientOptions): Settings {
  return { ...DEFAULTS, ...options };
}
