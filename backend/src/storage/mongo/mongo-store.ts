import type { Db, MongoClient } from 'mongodb';
import type { ChannelStore, FileRecords, MessageStore, Store, StoreHealth, TicketStore, UserStore } from '../store.js';
import type { NodeStore } from '../node-store.js';
import type { FileStore } from '../files/file-store.js';
import type { PresenceStore } from '../presence-store.js';
import type { SampleStore } from '../sample-store.js';
import { type CallOptions, Calls } from './calls/calls.js';
import { createChannelStore } from './channel-store.js';
import { databaseOf } from './collections.js';
import { connect, type Connections } from './connection.js';
import { createFileAttachments, createFileRecords } from './file-records.js';
import { createGridFsFileStore } from './grid-fs/grid-fs-file-store.js';
import { HealthWatch } from './health-watch.js';
import { createIndexes } from './indexes.js';
import { KnownIds } from './known-ids.js';
import { createMessageStore } from './messages/message-store.js';
import { createNodeStore } from './presence/node-store.js';
import { createPresenceStore } from './presence/presence-store.js';
import { publishPool } from './pool-events.js';
import { Explainer } from './queries/explainer.js';
import { QuerySampler } from './queries/query-sampler.js';
import { createSampleCollection, createSampleStore } from './sample-store.js';
import { createTicketStore } from './ticket-store.js';
import { createUserStore } from './users/user-store.js';

export interface MongoStoreOptions extends CallOptions {
  /** Of a replica set, with the database's name. */
  readonly url: string;
  /** A query that takes longer is told of with its shape. */
  readonly slowQuerySeconds?: number;
  /** Called when writes stop or work again. */
  readonly onHealthChange?: (health: StoreHealth) => void;
}

/** A store that keeps the bytes of files, too, in GridFS; they close together. */
export interface MongoStore extends Store {
  readonly fileStore: FileStore;
}

/**
 * Opens the store of one database, which several nodes may share.
 * @throws {StoreRefused} when the server does not answer within 15 s, or has no replica set
 * @example
 * const store = await openMongoStore({ url: 'mongodb://127.0.0.1:27017/chatwatch?replicaSet=rs0' });
 */
export const openMongoStore = async (options: MongoStoreOptions): Promise<MongoStore> => {
  const connections = await connect(options.url, (starting) => prepare(databaseOf(starting).db));
  return new OpenMongoStore(connections, options);
};

const prepare = async (db: Db): Promise<void> => {
  await createSampleCollection(db);
  await createIndexes(db);
};

class OpenMongoStore implements MongoStore {
  readonly users: UserStore;
  readonly presence: PresenceStore;
  readonly nodes: NodeStore;
  readonly channels: ChannelStore;
  readonly messages: MessageStore;
  readonly tickets: TicketStore;
  readonly files: FileRecords;
  readonly fileStore: FileStore;
  readonly samples: SampleStore;
  readonly #client: MongoClient;
  readonly #explainer: Explainer;
  readonly #calls: Calls;
  readonly #watch: HealthWatch;
  #closing: Promise<void> | undefined;

  constructor({ client, pings }: Connections, options: MongoStoreOptions) {
    const { onHealthChange, maxCalls, slowQuerySeconds = Infinity } = options;
    this.#client = client;
    publishPool(client);
    this.#explainer = new Explainer({ run: (command) => database.db.command(command) });
    const sampler = new QuerySampler({ slowOverSeconds: slowQuerySeconds, explainer: this.#explainer });
    const database = databaseOf(client, sampler.record);
    const calls = new Calls(maxCalls === undefined ? {} : { maxCalls });
    this.#calls = calls;
    const knownUsers = new KnownIds(database.users);
    const knownChannels = new KnownIds(database.channels);
    this.users = createUserStore(database, calls);
    this.presence = createPresenceStore(database, calls);
    this.nodes = createNodeStore(database, calls);
    this.channels = createChannelStore(database, calls, knownUsers);
    this.tickets = createTicketStore(database, calls);
    this.files = createFileRecords(database, calls, knownUsers);
    this.fileStore = createGridFsFileStore(database.db, calls);
    this.samples = createSampleStore(database, calls);
    const files = createFileAttachments(database);
    this.messages = createMessageStore({ database, calls, knownUsers, knownChannels, files });
    this.#watch = new HealthWatch(pings, (health) => onHealthChange?.(health));
    this.#watch.start();
  }

  health(): Promise<StoreHealth> {
    if (this.#closing !== undefined) return Promise.resolve({ isWritable: false, reason: 'the store is closed' });
    return Promise.resolve(this.#watch.health);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#explainer.close();
    await this.#calls.close();
    await this.#watch.close();
    await this.#client.close();
  }
}
