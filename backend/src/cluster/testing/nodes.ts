import { createServer } from 'node:http';
import { Bus, type BusState } from '../bus.js';
import { Cache } from '../../cache/index.js';
import { ChannelAccess } from '../../chat/access.js';
import { Authors } from '../../chat/authors.js';
import { Channels } from '../../chat/channels.js';
import { HistoryPages } from '../../chat/history/pages.js';
import { newId } from '../../chat/ids.js';
import { Messages } from '../../chat/messages.js';
import { newUser } from '../../chat/users.js';
import { parseConfig } from '../../config.js';
import { RateLimits } from '../../limits/rate-limits.js';
import { listen } from '../../http/listen.js';
import { Gateway } from '../../realtime/gateway.js';
import { buildPresence } from '../../realtime/presence/index.js';
import { Rooms } from '../../realtime/rooms.js';
import { WritePass } from '../../realtime/write-pass.js';
import { openSqliteStore } from '../../storage/sqlite/index.js';
import { TestDirectories } from '../../storage/sqlite/testing/directories.js';
import type { Store } from '../../storage/store.js';
import { Peer } from '../../testing/peer.js';
import { Cluster } from '../cluster.js';
import { MemoryExchange, type MemoryTransport } from './memory-transport.js';
import { reached } from './reached.js';

/** Fast beats: silence is noticed after 160 ms. */
const BEAT_MS = 20;

/** The chat of one of several nodes on one store, with its sockets; tokens are the users' ids. */
export interface ChatNode {
  readonly transport: MemoryTransport;
  readonly bus: Bus;
  readonly channels: Channels;
  readonly messages: Messages;
  /** Signs in. */
  peer(userId: string): Promise<Peer>;
  /** Resolves once the bus is in a state. */
  reached(state: BusState): Promise<void>;
  close(): Promise<void>;
}

/** Several nodes of one process, joined in memory, on one store. */
export interface ChatNodes {
  readonly nodes: readonly ChatNode[];
  readonly store: Store;
  user(name: string): Promise<string>;
  close(): Promise<void>;
}

export const startNodes = async (count: number, beatMs = BEAT_MS): Promise<ChatNodes> => {
  const directories = new TestDirectories();
  const store = await openSqliteStore({ directory: await directories.make() });
  const exchange = new MemoryExchange();
  const nodes = await Promise.all(Array.from({ length: count }, () => startNode(store, exchange, beatMs)));
  const knowEachOther = (): boolean => nodes.every(({ bus }) => bus.nodes === count - 1);
  while (!knowEachOther()) await new Promise((resolve) => setImmediate(resolve));
  await Promise.all(nodes.map((node) => node.reached('complete')));
  return {
    nodes,
    store,
    user: async (name) => {
      const user = newUser({ name, email: `${newId()}@chat.example`, password: '' }, '', 'user');
      await store.users.create(user);
      return user.id;
    },
    close: async () => {
      await Promise.all(nodes.map((node) => node.close()));
      await store.close();
      await directories.remove();
    },
  };
};

const startNode = async (store: Store, exchange: MemoryExchange, beatMs: number): Promise<ChatNode> => {
  const transport = exchange.transport();
  const nodeId = newId();
  const bus = new Bus({ transport, nodeId, beatMs });
  const { pass, cluster, access, channels, messages, rooms } = chatOf(store, bus);
  const { publicOrigins, heartbeatMs } = parseConfig({});
  const onFault = (error: unknown): never => {
    throw error;
  };
  const attendance = buildPresence({
    ...{ store, bus, access, rooms, pass, onFault },
    nodeId,
    graceMs: 0,
    leaseMs: 10_000,
  });
  const { presence } = attendance;
  const gateway = new Gateway({
    ...{ access, messages, rooms, presence, pass, publicOrigins, heartbeatMs, onFault, users: store.users },
    limits: new RateLimits(undefined),
    limitsConfig: undefined,
    authenticate: (userId) => ({ actor: { kind: 'user', userId, isAdmin: false }, expiresAt: Infinity }),
    redeem: onFault,
  });
  const server = createServer();
  gateway.attach(server);
  const url = await listen(server, { host: '127.0.0.1', port: 0 });
  cluster.start({ access, messages });
  return {
    transport,
    bus,
    channels,
    messages,
    peer: (userId) => Peer.ready(url, userId),
    reached: (state) => reached(bus, state),
    close: async () => {
      gateway.close();
      server.close();
      pass.close();
      await attendance.close();
      await cluster.close();
    },
  };
};

const chatOf = (store: Store, bus: Bus) => {
  const pass = new WritePass();
  const rooms = new Rooms(pass);
  const cluster = new Cluster({ rooms, bus });
  const { publisher } = cluster;
  const cache = new Cache({ maxBytes: 10_000_000 });
  const access = new ChannelAccess(store.channels, cache, cluster.membersHeardUntil);
  const authors = new Authors(store.users, cache);
  const pages = new HistoryPages({ store: store.messages, authors, cache, feed: cluster.pageFeed });
  const messages = new Messages({
    ...{ access, authors, pages, publisher, store: store.messages },
    discardFiles: () => undefined,
  });
  rooms.connect(messages, cluster.roomFeed);
  const channels = new Channels({ store: store.channels, access, publisher });
  return { pass, rooms, cluster, access, messages, channels };
};
