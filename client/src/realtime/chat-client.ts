import { WebSocket as PlatformWebSocket } from '#websocket';
import { newClientId } from '../client-id.js';
import { Emitter } from '../emitter.js';
import { ChatClosedError, ChatRefusedError } from '../errors.js';
import type {
  ChangeAckFrame,
  ClientFrame,
  ErrorFrame,
  LogFrame,
  PongFrame,
  ReadyFrame,
  SendAckFrame,
  ServerFrame,
} from '../protocol/frames.js';
import type { UserStatus } from '../protocol/resources.js';
import type { CallOptions } from '../rest/deadline.js';
import { systemClock, type Clock } from '../timing/clock.js';
import { ClockOffset } from '../timing/clock-offset.js';
import { Connection, type ConnectionState } from './connection.js';
import type { ChatEvents } from './events.js';
import { DEFAULT_OPTIONS, type ChatClientOptions, type Provider } from './options.js';
import { Outbox } from './outbox.js';
import { Receipts } from './receipts.js';
import type { Credentials } from './session.js';
import { newStats, type ChatStats } from './stats.js';
import type { SubscribeOptions, Subscription } from './subscription.js';
import { Subscriptions } from './subscriptions.js';

export interface SendOptions extends CallOptions {
  /** Names the message among its author's; give the one of an earlier try to repeat that. Default: a new one. */
  readonly clientId?: string;
  readonly fileIds?: readonly string[];
}

/** Pongs to wait for right after a connect, so that the clock's offset does not hang on one exchange. */
const FIRST_OFFSET_SAMPLES = 4;

/**
 * A chat client over one WebSocket: reconnects, resumes every channel where it stood, and repeats what was not
 * acknowledged, so that the application sees every entry once and in order and every message is stored once.
 *
 * @example
 * const client = new ChatClient({ url: 'ws://127.0.0.1:3000/ws', token, history: new RestClient({ baseUrl, token }) });
 * await client.connect();
 * client.subscribe('c1', { afterSeq: page.head, onEntry: (entry) => apply(entry), onReset: (page) => replace(page) });
 * const { seq } = await client.send('c1', 'hello');
 */
export class ChatClient {
  /** Live counts. */
  readonly stats: Readonly<ChatStats>;
  readonly #stats = newStats();
  readonly #events = new Emitter<ChatEvents>();
  readonly #offset = new ClockOffset();
  readonly #clock: Clock;
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #subscriptions: Subscriptions;
  readonly #receipts: Receipts;
  #session: ReadyFrame | undefined;

  constructor(options: ChatClientOptions) {
    const { clock = systemClock, random = Math.random } = options;
    const settings = { ...DEFAULT_OPTIONS, ...options, clock, random, stats: this.#stats };
    this.stats = this.#stats;
    this.#clock = clock;
    this.#connection = this.#newConnection(settings);
    const transport = this.#connection;
    const { outboxLimit: limit, requestTimeoutMs: timeoutMs, history, onDelivery } = settings;
    this.#outbox = new Outbox({ ...settings, transport, limit, timeoutMs });
    const report = (error: unknown) => {
      this.#report(error);
    };
    this.#subscriptions = new Subscriptions({ ...settings, transport, timeoutMs, history, report });
    const { reportsReceipts: isReporting, receiptIntervalMs: intervalMs } = settings;
    this.#receipts = new Receipts({
      transport,
      clock,
      random,
      offset: this.#offset,
      isReporting,
      intervalMs,
      onDelivery,
    });
  }

  get state(): ConnectionState {
    return this.#connection.state;
  }

  /** What the server told of the last connection: user, limits, heartbeat. */
  get session(): ReadyFrame | undefined {
    return this.#session;
  }

  /** Server clock minus local clock, milliseconds; 0 before the first connection. */
  get clockOffsetMs(): number {
    return this.#offset.offsetMs;
  }

  /** Adds a listener; the function returned takes it away. */
  on<Name extends keyof ChatEvents>(name: Name, listener: (value: ChatEvents[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  /**
   * Connects and keeps connected. Resolves when ready; rejects with `ChatClosedError` when the client is closed before
   * that. Passing failures are retried for as long as it takes. After a close it connects again, and subscriptions go on
   * from where they stood.
   */
  connect(): Promise<ReadyFrame> {
    if (this.#connection.isReady && this.#session !== undefined) return Promise.resolve(this.#session);
    const ready = new Promise<ReadyFrame>((resolve, reject) => {
      const stopReady = this.on('ready', (frame) => {
        stop();
        resolve(frame);
      });
      const stopClosed = this.on('closed', (error) => {
        stop();
        reject(error);
      });
      const stop = () => {
        stopReady();
        stopClosed();
      };
    });
    // Who does not await it hears of a failure by the `closed` event.
    ready.catch(() => undefined);
    this.#outbox.open();
    this.#connection.open();
    return ready;
  }

  /** Closes for good: rejects every write that is not acknowledged, which may still have been stored. */
  close(): void {
    if (this.#connection.state === 'closed') return;
    this.#receipts.flush();
    this.#connection.close();
    this.#closed(new ChatClosedError('the client was closed'));
  }

  /**
   * Follows a channel's log, now and after every reconnect, each entry once and in order. One subscription a channel:
   * throws `ChatError` with `already_subscribed`. May be called before `connect()`.
   */
  subscribe(channelId: string, options: SubscribeOptions): Subscription {
    return this.#subscriptions.add(channelId, options);
  }

  /**
   * Sends a message; resolves when it is durable. Waits for a connection, is repeated with the same `clientId` after a
   * reconnect or a refusal that passes, and is stored once. Rejects with `ChatRefusedError`, `ChatTimeoutError`,
   * `OutboxFullError`, `ChatClosedError`, or the signal's reason; after a timeout, an abort or a close it may have been
   * stored.
   */
  send(channelId: string, content: string, { clientId, fileIds, ...call }: SendOptions = {}): Promise<SendAckFrame> {
    const body = { type: 'send', channelId, clientId: clientId ?? newClientId(), content } as const;
    return this.#outbox.request(fileIds === undefined ? body : { ...body, fileIds }, call);
  }

  /** Gives the message `seq` new content; fails as `send` does, and is safe to repeat. */
  edit(channelId: string, seq: number, content: string, options?: CallOptions): Promise<ChangeAckFrame> {
    return this.#outbox.request({ type: 'edit', channelId, seq, content }, options);
  }

  /** Deletes the message `seq`; fails as `send` does, and is safe to repeat. */
  delete(channelId: string, seq: number, options?: CallOptions): Promise<ChangeAckFrame> {
    return this.#outbox.request({ type: 'delete', channelId, seq }, options);
  }

  /** Tells the channel that one types; best effort, dropped without a connection. */
  typing(channelId: string): void {
    this.#connection.transmit({ type: 'typing', channelId });
  }

  /** Best effort, dropped without a connection. */
  setStatus(status: UserStatus): void {
    this.#connection.transmit({ type: 'status', status });
  }

  #newConnection(settings: ChatClientOptions & typeof DEFAULT_OPTIONS & { clock: Clock; random: () => number }) {
    const options = {
      ...settings,
      WebSocket: settings.WebSocket ?? PlatformWebSocket,
      pingIntervalMs: settings.pingIntervalMs,
      credentials: () => credentialsOf(settings),
    };
    return new Connection(options, {
      state: (state) => {
        this.#tell('state', state);
      },
      ready: (frame, helloAt) => {
        this.#ready(frame, helloAt);
      },
      frame: (frame) => {
        try {
          this.#dispatch(frame);
        } catch (error) {
          this.#report(error);
        }
      },
      disconnected: (disconnection) => {
        this.#lost();
        this.#tell('disconnected', disconnection);
      },
      closed: (error) => {
        this.#closed(error);
      },
    });
  }

  #ready(frame: ReadyFrame, helloAt: number): void {
    if (this.#session !== undefined) this.#stats.reconnects++;
    this.#session = frame;
    this.#offset.reset();
    this.#offset.add(helloAt, frame.serverTime, this.#clock.now());
    this.#ping();
    this.#subscriptions.ready();
    this.#outbox.ready();
    this.#tell('ready', frame);
  }

  #lost(): void {
    this.#subscriptions.disconnected();
    this.#outbox.disconnected();
  }

  #closed(error: ChatClosedError): void {
    this.#lost();
    this.#outbox.close(error);
    this.#tell('closed', error);
  }

  #dispatch(frame: ServerFrame): void {
    switch (frame.type) {
      case 'message':
        if (this.#subscriptions.entry(frame)) this.#receipts.record(frame);
        return;
      case 'message_updated':
      case 'message_deleted':
        this.#subscriptions.entry(frame);
        return;
      case 'ack':
        this.#outbox.acknowledged(frame);
        return;
      case 'pong':
        this.#pong(frame);
        return;
      case 'error':
        this.#refused(frame);
        return;
      default:
        this.#dispatchRare(frame);
    }
  }

  #dispatchRare(frame: Exclude<ServerFrame, LogFrame | SendAckFrame | ChangeAckFrame | PongFrame | ErrorFrame>): void {
    switch (frame.type) {
      case 'subscribed':
        this.#subscriptions.subscribed(frame);
        return;
      case 'unsubscribed':
        this.#subscriptions.unsubscribed(frame);
        return;
      case 'typing':
        this.#subscriptions.typing(frame);
        this.#events.emit('typing', frame);
        return;
      case 'presence':
        this.#events.emit('presence', frame);
        return;
      case 'draining':
        this.#connection.draining(frame.reconnectAfterMs);
        this.#events.emit('draining', frame);
        return;
      default:
      // A frame of a later version; what it adds is not for this one.
    }
  }

  #refused(frame: ErrorFrame): void {
    if (this.#outbox.refused(frame) || this.#subscriptions.refused(frame)) return;
    this.#report(new ChatRefusedError(frame.code, frame.message, frame.retryable));
  }

  #pong({ t, serverTime }: PongFrame): void {
    this.#offset.add(t, serverTime, this.#clock.now());
    if (this.#offset.sampleCount < FIRST_OFFSET_SAMPLES) this.#ping();
  }

  #ping(): void {
    const ping: ClientFrame = { type: 'ping', t: this.#clock.now() };
    this.#connection.transmit(ping);
  }

  /** Listeners that throw must not stop the client's own work. */
  #tell<Name extends keyof ChatEvents>(name: Name, value: ChatEvents[Name]): void {
    try {
      this.#events.emit(name, value);
    } catch (error) {
      this.#report(error);
    }
  }

  #report(error: unknown): void {
    if (this.#events.emit('error', error)) return;
    queueMicrotask(() => {
      throw error;
    });
  }
}

async function credentialsOf({ token, ticket }: ChatClientOptions): Promise<Credentials> {
  if (ticket !== undefined) return { ticket: await provide(ticket) };
  return token === undefined ? {} : { token: await provide(token) };
}

function provide(provider: Provider): string | Promise<string> {
  return typeof provider === 'function' ? provider() : provider;
}
