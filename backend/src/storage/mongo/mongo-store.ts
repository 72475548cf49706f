import type { MongoClient } from 'mongodb';
import type { ChannelStore, FileRecords, MessageStore, Store, StoreHealth, TicketStore, UserStore } from '../store.js';
import type { NodeStore } from '../node-store.js';
import type { PresenceStore } from '../presence-store.js';
import type { SampleStore } from '../sample-store.js';
import { type CallOptions, Calls } from './calls/calls.js';
import { createChannelStore } from './channel-store.js';
import { databaseOf } from './collections.js';
import { connect, type Connections } from './connection.js';
import { HealthWatch } from './health-watch.js';
import { createIndexes } from './indexes.js';
import { KnownIds } from './known-ids.js';
import { createMessageStore } from './messages/message-store.js';
import { createNodeStore } from './presence/node-store.js';
import { createPresenceStore } from './presence/presence-store.js';
import { refusedFiles, refusedSamples } from './refused.js';
import { createTicketStore } from './ticket-store.js';
import { createUserStore } from './users/user-store.js';

export interface MongoStoreOptions extends CallOptions {
  /** Of a replica set, with the database's name. */
  readonly url: string;
  /** Called when writes stop or work again. */
  readonly onHealthChange?: (health: StoreHealth) => void;
}

/**
 * Opens the store of one database, which several nodes may share.
 * @throws {StoreRefused} when the server does not answer within 15 s, or has no replica set
 * @example
 * const store = await openMongoStore({ url: 'mongodb://127.0.0.1:27017/chatwatch?replicaSet=rs0' });
 */
export const openMongoStore = async (options: MongoStoreOptions): Promise<Store> => {
  const connections = await connect(options.url, (starting) => createIndexes(databaseOf(starting).db));
  return new MongoStore(connections, options);
};

class MongoStore implements Store {
  readonly users: UserStore;
  readonly presence: PresenceStore;
  readonly nodes: NodeStore;
  readonly channels: ChannelStore;
  readonly messages: MessageStore;
  readonly tickets: TicketStore;
  readonly files: FileRecords = refusedFiles;
  readonly samples: SampleStore = refusedSamples;
  readonly #client: MongoClient;
  readonly #calls: Calls;
  readonly #watch: HealthWatch;
  #closing: Promise<void> | undefined;

  constructor({ client, pings }: Connections, { onHealthChange, maxCalls }: MongoStoreOptions) {
    this.#client = client;
    const database = databaseOf(client);
    const calls = new Calls(maxCalls === undefined ? {} : { maxCalls });
    this.#calls = calls;
    const knownUsers = new KnownIds(database.users);
    const knownChannels = new KnownIds(database.channels);
    this.users = createUserStore(database, calls);
    this.presence = createPresenceStore(database, calls);
    this.nodes = createNodeStore(database, calls);
    this.channels = createChannelStore(database, calls, knownUsers);
    this.tickets = createTicketStore(database, calls);
    this.messages = createMessageStore({ database, calls, knownUsers, knownChannels, files: refusedFiles });
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
    await this.#calls.close();
    await this.#watch.close();
    await this.#client.close();
  }
}
