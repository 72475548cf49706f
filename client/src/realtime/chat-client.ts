import { newClientId } from '../client-id.js';
import { Emitter } from '../emitter.js';
import { ChatClosedError } from '../errors.js';
import type { ChangeAckFrame, ReadyFrame, SendAckFrame } from '../protocol/frames.js';
import type { UserStatus } from '../protocol/resources.js';
import type { CallOptions } from '../rest/deadline.js';
import { ClockSync } from './clock-sync.js';
import { Connection, type ConnectionHandlers, type ConnectionState } from './connection.js';
import { credentialsOf } from './credentials.js';
import { dispatch, type Receivers } from './dispatch.js';
import type { ChatEvents } from './events.js';
import { withDefaults, type ChatClientOptions } from './options.js';
import { Outbox } from './outbox.js';
import { Receipts } from './receipts.js';
import { newStats, type ChatStats } from './stats.js';
import type { SubscribeOptions, Subscription } from './subscription.js';
import { Subscriptions } from './subscriptions.js';

export interface SendOptions extends CallOptions {
  /** Names the message among its author's; give the one of an earlier try to repeat that. Default: a new one. */
  readonly clientId?: string;
  readonly fileIds?: readonly string[];
}

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
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #subscriptions: Subscriptions;
  readonly #receipts: Receipts;
  readonly #clockSync: ClockSync;
  readonly #receivers: Receivers;
  #session: ReadyFrame | undefined;
  #toldState: ConnectionState = 'closed';

  constructor(options: ChatClientOptions) {
    const settings = withDefaults(options);
    const credentials = () => credentialsOf(settings.ticket, settings.token);
    const transport = new Connection({ ...settings, credentials }, this.#connectionHandlers());
    const report = (error: unknown) => {
      this.#report(error);
    };
    this.stats = this.#stats;
    this.#connection = transport;
    this.#outbox = new Outbox({ ...settings, transport, stats: this.#stats });
    this.#subscriptions = new Subscriptions({ ...settings, transport, stats: this.#stats, report });
    this.#clockSync = new ClockSync(transport, settings.clock);
    this.#receipts = new Receipts({ ...settings, transport, clockSync: this.#clockSync });
    this.#receivers = this.#frameReceivers();
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
    return this.#clockSync.offsetMs;
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
    const error = new ChatClosedError('the client was closed');
    this.#receipts.flush();
    if (this.#connection.state === 'closed') {
      this.#outbox.close(error);
      return;
    }
    this.#connection.close();
    this.#closed(error);
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

  #connectionHandlers(): ConnectionHandlers {
    return {
      connecting: () => {
        this.#tellState();
      },
      ready: (frame, helloAt) => {
        this.#ready(frame, helloAt);
      },
      frame: (frame) => {
        try {
          dispatch(frame, this.#receivers);
        } catch (error) {
          this.#report(error);
        }
      },
      disconnected: (disconnection) => {
        this.#lost();
        this.#tell('disconnected', disconnection);
        this.#tellState();
      },
      closed: (error) => {
        this.#closed(error);
      },
    };
  }

  #frameReceivers(): Receivers {
    return {
      subscriptions: this.#subscriptions,
      outbox: this.#outbox,
      receipts: this.#receipts,
      clockSync: this.#clockSync,
      typing: (frame) => this.#events.emit('typing', frame),
      presence: (frame) => this.#events.emit('presence', frame),
      draining: (frame) => {
        this.#connection.draining(frame.reconnectAfterMs);
        this.#events.emit('draining', frame);
      },
      refused: (error) => {
        this.#report(error);
      },
    };
  }

  #ready(frame: ReadyFrame, helloAt: number): void {
    if (this.#session !== undefined) this.#stats.reconnects++;
    this.#session = frame;
    this.#clockSync.ready(frame, helloAt);
    this.#subscriptions.ready();
    this.#outbox.ready();
    this.#tell('ready', frame);
    this.#tellState();
  }

  #lost(): void {
    this.#subscriptions.disconnected();
    this.#outbox.disconnected();
  }

  #closed(error: ChatClosedError): void {
    this.#lost();
    this.#receipts.flush();
    this.#outbox.close(error);
    this.#tell('closed', error);
    this.#tellState();
  }

  /** After the event that brought the state, whose listeners may have changed it again. */
  #tellState(): void {
    const { state } = this.#connection;
    if (state === this.#toldState) return;
    this.#toldState = state;
    this.#tell('state', state);
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
