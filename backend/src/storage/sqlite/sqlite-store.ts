import { mkdir } from 'node:fs/promises';
import { events } from '../../events.js';
import type { PresenceStore } from '../presence-store.js';
import type { SampleStore } from '../sample-store.js';
import type { ChannelStore, FileRecords, MessageStore, Store, StoreHealth, TicketStore, UserStore } from '../store.js';
import { createChannelStore } from './channel-store.js';
import { createFileRecords } from './file-records.js';
import { createMessageStore } from './message-store.js';
import { readOperations, writeOperations } from './operations.js';
import type { ReadCalls, WriteCalls } from './operations.js';
import type { SqliteStoreOptions } from './options.js';
import { createSampleStore } from './sample-store.js';
import { StoreThread } from './store-thread.js';
import { createPresenceStore } from './presence-store.js';
import { createTicketStore } from './ticket-store.js';
import { createUserStore } from './user-store.js';
import type { FromWorker } from './wire.js';

const DEFAULTS = { deadlineMs: 10_000, maxWaiting: 20_000, probeIntervalMs: 1_000, busyTimeoutMs: 5_000 };

/** Long before calls come to their deadline, traffic should go elsewhere. Commits of a busy disk take a tenth of it. */
const SILENCE_MS = 1_500;

/**
 * Opens the store of one directory: a thread that writes (one sync for whatever waits) and a thread that reads.
 * A broken or unreadable database does not throw: the store comes up unwritable and recovers by itself.
 * Throws `StoreRefused` when the directory is in use, the database newer than this release, or writes not durable.
 * @example
 * const store = await openSqliteStore({ directory: '.data', onFatal: () => process.exit(1) });
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  await mkdir(options.directory, { recursive: true, mode: 0o700 });
  const store = new SqliteStore({ ...DEFAULTS, ...options });
  await store.open();
  return store;
}

class SqliteStore implements Store {
  readonly users: UserStore;
  readonly presence: PresenceStore;
  /** The directory is locked to one process. */
  readonly nodes = undefined;
  readonly channels: ChannelStore;
  readonly messages: MessageStore;
  readonly tickets: TicketStore;
  readonly files: FileRecords;
  readonly samples: SampleStore;
  readonly #options: SqliteStoreOptions & typeof DEFAULTS;
  readonly #writer: StoreThread<WriteCalls>;
  readonly #reader: StoreThread<ReadCalls>;
  #health: StoreHealth = { isWritable: true };
  #closing: Promise<void> | undefined;
  #isDead = false;

  constructor(options: SqliteStoreOptions & typeof DEFAULTS) {
    this.#options = options;
    const { directory, busyTimeoutMs, probeIntervalMs, maxPages } = options;
    const shared = { directory, busyTimeoutMs, probeIntervalMs, ...(maxPages === undefined ? {} : { maxPages }) };
    const listener = { onMessage: this.#onMessage, onDeath: this.#onDeath };
    this.#writer = new StoreThread({ role: 'writer', ...shared }, writeOperations, options, listener);
    this.#reader = new StoreThread({ role: 'reader', ...shared }, readOperations, options, listener);
    this.users = createUserStore(this.#writer.lane, this.#reader.lane);
    this.presence = createPresenceStore(this.#writer.lane, this.#reader.lane);
    this.channels = createChannelStore(this.#writer.lane, this.#reader.lane);
    this.messages = createMessageStore(this.#writer.lane, this.#reader.lane);
    this.tickets = createTicketStore(this.#writer.lane);
    this.files = createFileRecords(this.#writer.lane, this.#reader.lane);
    this.samples = createSampleStore(this.#writer.lane, this.#reader.lane);
  }

  async open(): Promise<void> {
    try {
      await Promise.all([this.#writer.opened, this.#reader.opened]);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  health(): Promise<StoreHealth> {
    if (this.#closing !== undefined) return Promise.resolve({ isWritable: false, reason: 'the store is closed' });
    const limitMs = this.#silenceMs;
    if (limitMs === undefined) return Promise.resolve(this.#health);
    return Promise.resolve({ isWritable: false, reason: `a write has waited for more than ${limitMs} ms` });
  }

  /** The bound that the writer's silence has passed; undefined while it answers. */
  get #silenceMs(): number | undefined {
    if (this.#writer.lane.isStalled) return this.#options.deadlineMs;
    return this.#writer.lane.silentMs > SILENCE_MS ? SILENCE_MS : undefined;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** The reader first, so that the writer's last checkpoint waits for nobody. */
  async #close(): Promise<void> {
    this.#writer.lane.refuse();
    await this.#reader.close();
    await this.#writer.close();
  }

  readonly #onMessage = (message: FromWorker): void => {
    if (message.type === 'health') this.#changeHealth(message.health);
    if (message.type === 'reply' && message.commitSeconds !== undefined && events.commit.hasSubscribers) {
      events.commit.publish({ writes: message.results.length, durationSeconds: message.commitSeconds });
    }
  };

  /** A thread repeats itself with every failed probe; listeners hear of changes. */
  #changeHealth(health: StoreHealth): void {
    const before = this.#health;
    this.#health = health;
    if (before.isWritable === health.isWritable && before.reason === health.reason) return;
    this.#options.onHealthChange?.(health);
  }

  readonly #onDeath = (error: Error): void => {
    if (this.#isDead) return;
    this.#isDead = true;
    this.#changeHealth({ isWritable: false, reason: error.message });
    this.#options.onFatal?.(error);
  };
}
