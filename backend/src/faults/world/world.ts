import { setTimeout as pause } from 'node:timers/promises';
import { ChatClient, RestClient } from '@chatwatch/client';
import type { Random } from '../../hostile/seeded-random.js';
import { isSoak } from '../../hostile/soak.js';
import { check } from '../checker/check.js';
import type { History, LogRecord } from '../checker/history.js';
import { OTHER_NODES_MS } from './known-heads.js';
import { Ledger } from './ledger.js';
import { ServiceNode } from './node.js';
import { Reader } from './reader.js';
import { Recorder, type Target } from './recorder.js';
import { Sender } from './sender.js';
import { Witness } from './witness.js';

/** What nodes stand on, and the environment of each node. */
export interface Deployment {
  readonly environments: readonly Readonly<Record<string, string>>[];
  stop(): Promise<void>;
}

export interface WorldOptions {
  readonly random: Random;
  readonly deployment: Deployment;
  readonly senders: number;
  readonly readers: number;
  readonly channels?: number;
  /** Length of a message's content; short when left out. */
  readonly contentLength?: number;
  /** For every node. */
  readonly env?: Readonly<Record<string, string>>;
  /** Ways to the nodes that readers take instead of the direct ones, such as proxies, by the number of the reader. */
  readonly readersVia?: (nodes: readonly ServiceNode[]) => Promise<(reader: number) => readonly Target[]>;
}

interface Account {
  readonly id: string;
  readonly token: string;
}

/** Accounts are few, as each costs a password hash; clients share them. */
const ACCOUNTS = 4;
/** What has not come by then will not come, and the judge says what it was. */
const SETTLE_MS = 60_000;
/** Clients give up on nothing while a fault lasts. */
const REQUEST_MS = 120_000;
/** Soak runs have the clients' own pauses; elsewhere nobody waits for them. */
const BACKOFF = isSoak ? {} : { backoff: { baseMs: 50, capMs: 500 } };

/** Nodes, real clients that write and read, and a record of all they saw. */
export class World {
  readonly nodes: readonly ServiceNode[];
  readonly ledger = new Ledger();
  readonly recorder = new Recorder();
  readonly accounts: readonly Account[];
  readonly channelIds: readonly string[];
  /** How long deliveries took that came live, as readers measured it, milliseconds. */
  readonly deliveryMs: number[] = [];
  readonly senders: readonly Sender[];
  readonly readers: readonly Reader[];
  readonly #random: Random;
  readonly #deployment: Deployment;
  readonly #witnesses: readonly Witness[];

  private constructor(
    { random, deployment, senders, readers, contentLength = 0 }: WorldOptions,
    parts: {
      nodes: readonly ServiceNode[];
      readersVia: (reader: number) => readonly Target[];
      accounts: Account[];
      channelIds: string[];
    },
  ) {
    const { nodes, readersVia, accounts, channelIds } = parts;
    this.#random = random;
    this.#deployment = deployment;
    this.nodes = nodes;
    this.accounts = accounts;
    this.channelIds = channelIds;
    this.senders = Array.from({ length: senders }, (_, index) => this.#newSender(`sender-${index}`, contentLength));
    this.readers = Array.from({ length: readers }, (_, index) => this.#newReader(`reader-${index}`, readersVia(index)));
    this.#witnesses = nodes.map(({ name }) => new Witness(name, this.#anyAccount().token, channelIds));
  }

  /** Starts the nodes, makes accounts and channels, and connects everybody. */
  static async start(options: WorldOptions): Promise<World> {
    const { deployment, env = {}, channels = 4 } = options;
    const nodes = await Promise.all(
      deployment.environments.map((own, index) => ServiceNode.start(`node-${index}`, { ...own, ...env })),
    );
    const [first] = nodes;
    if (first === undefined) throw new Error('a world needs a node');
    const accounts = await register(first);
    const rest = new RestClient({ baseUrl: first.url, token: accounts[0]?.token ?? '' });
    const channelIds: string[] = [];
    for (let index = 0; index < channels; index++) {
      channelIds.push((await rest.createChannel({ name: `channel ${index}`, type: 'public' })).id);
    }
    const readersVia = (await options.readersVia?.(nodes)) ?? (() => nodes);
    const world = new World(options, { nodes, readersVia, accounts, channelIds });
    await Promise.all(world.clients.map((client) => client.connect()));
    return world;
  }

  /** The first node. */
  get node(): ServiceNode {
    return this.#node(0);
  }

  /** The first account. */
  get account(): Account {
    const [account] = this.accounts;
    if (account === undefined) throw new Error('a world has accounts');
    return account;
  }

  /** The first channel. */
  get channelId(): string {
    const [channelId] = this.channelIds;
    if (channelId === undefined) throw new Error('a world has channels');
    return channelId;
  }

  get clients(): ChatClient[] {
    return [...this.senders, ...this.readers].map(({ client }) => client);
  }

  /** All senders together send so many messages; resolves when each has its outcome. */
  async send(count: number, window = 4): Promise<void> {
    const each = Math.ceil(count / this.senders.length);
    await Promise.all(this.senders.map((sender) => sender.send(each, window)));
  }

  /** Resolves when every client has a connection; how long each took from now, milliseconds. */
  async allBack(): Promise<number[]> {
    const startedAt = performance.now();
    return Promise.all(
      this.clients.map(async (client) => {
        await client.connect();
        return performance.now() - startedAt;
      }),
    );
  }

  /** Reads on the logs of all nodes, for which no more than a thousand entries a channel may have come since. */
  async look(): Promise<void> {
    await Promise.all(this.#witnesses.map((witness, index) => witness.look(this.#node(index))));
  }

  /** Resolves when every reader has what is stored by now; how long each took from now, milliseconds. */
  async caughtUp(): Promise<number[]> {
    const startedAt = performance.now();
    const heads = headsOf(await this.#logs());
    return Promise.all(
      this.readers.map(async (reader) => {
        await reader.reached(heads);
        return performance.now() - startedAt;
      }),
    );
  }

  /** How far the logs of the channels go now. */
  async heads(): Promise<ReadonlyMap<string, number>> {
    return headsOf(await this.#logs());
  }

  /** For readers whose connections come back: how long from now until each had one, and from then until it had all. */
  async resumed(heads: ReadonlyMap<string, number>): Promise<{ backMs: number; caughtUpMs: number }[]> {
    const startedAt = performance.now();
    return Promise.all(
      this.readers.map(async (reader) => {
        await reader.client.connect();
        const backAt = performance.now();
        await reader.reached(heads);
        return { backMs: backAt - startedAt, caughtUpMs: performance.now() - backAt };
      }),
    );
  }

  /** Waits until readers have everything, and gives the record of the run. Senders must have come to their end. */
  async history(): Promise<History> {
    // A node may be behind another one's writes by so much.
    if (this.nodes.length > 1) await pause(OTHER_NODES_MS);
    const logs = await this.#logs();
    const heads = headsOf(logs);
    await inTime(
      this.readers.map((reader) => reader.reached(heads)),
      SETTLE_MS,
    );
    const { sends, changes } = this.ledger;
    const readers = this.readers.flatMap(({ records }) => records);
    return { sends, changes, readers, logs, ...this.recorder.records() };
  }

  /** The broken promises of the run, each as a line; at most twenty of them. */
  async verdict(): Promise<string[]> {
    return check(await this.history())
      .slice(0, 20)
      .map(({ kind, detail }) => `${kind}: ${detail}`);
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.close();
    await Promise.all(this.nodes.map((node) => node.end('SIGKILL').catch(() => undefined)));
    await this.#deployment.stop();
  }

  async #logs(): Promise<LogRecord[]> {
    const logs = await Promise.all(this.#witnesses.map((witness, index) => witness.logs(this.#node(index))));
    return logs.flat();
  }

  #node(index: number): ServiceNode {
    const node = this.nodes[index];
    if (node === undefined) throw new RangeError(`there is no node ${index}`);
    return node;
  }

  #anyAccount(): Account {
    return this.#random.pick(this.accounts);
  }

  #newReader(name: string, routes: readonly Target[]): Reader {
    return new Reader(name, this.#newClient(name, this.#anyAccount().token, routes), this.channelIds);
  }

  #newSender(name: string, contentLength: number): Sender {
    const { id, token } = this.#anyAccount();
    const { channelIds, ledger } = this;
    return new Sender(name, {
      client: this.#newClient(name, token),
      author: id,
      channelIds,
      random: this.#random,
      ledger,
      contentLength,
    });
  }

  #newClient(name: string, token: string, routes: readonly Target[] = this.nodes): ChatClient {
    const route = (): Target => this.#random.pick(routes);
    const client = new ChatClient({
      url: 'ws://any-node/ws',
      token,
      requestTimeoutMs: REQUEST_MS,
      ...BACKOFF,
      WebSocket: this.recorder.socketOf(name, route),
      history: {
        history: (channelId, query, options) =>
          new RestClient({ baseUrl: route().url, token }).history(channelId, query, options),
      },
      onDelivery: (deliveryMs) => this.deliveryMs.push(deliveryMs),
      random: () => this.#random.below(2 ** 30) / 2 ** 30,
    });
    // Refetches that fail are tried again.
    client.on('error', () => undefined);
    return client;
  }
}

const register = async ({ url }: Target): Promise<Account[]> => {
  const accounts: Account[] = [];
  for (let index = 0; index < ACCOUNTS; index++) {
    const email = `user${index}@chat.example`;
    const account = { name: `User ${index}`, email, password: 'a password' };
    const { user, token } = await new RestClient({ baseUrl: url }).register(account);
    accounts.push({ id: user.id, token });
  }
  return accounts;
};

const headsOf = (logs: readonly LogRecord[]): Map<string, number> =>
  new Map(logs.map(({ channelId, head }) => [channelId, head]));

const inTime = async (work: readonly Promise<void>[], limitMs: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([Promise.all(work), limit]);
  clearTimeout(timer);
};
