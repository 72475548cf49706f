import { performance } from 'node:perf_hooks';
import type { Cluster, Redis, RedisCommander } from 'ioredis';
import type { Logger } from 'pino';
import { events } from '../events.js';
import type { RedisAddress } from './address.js';
import { RedisAway } from './errors.js';
import { Heartbeat } from './heartbeat.js';
import { createClient } from './options.js';
import { RedisSubscriber } from './subscriber.js';
import type { RedisUse } from './uses.js';
import { within } from './within.js';

/** Redis's commands, on one server and on a cluster alike: there, all keys of a command are to share a hash tag. */
export type RedisCommands = RedisCommander<{ type: 'default'; mapping: 'resp2' }>;

/** How long a start waits for Redis; then it goes on without. */
const START_MS = 2_000;
/** Beats without an answer after which open connections are given up: a network may swallow without a word. */
const SILENT_BEATS = 3;

export interface RedisLinkOptions {
  readonly address: RedisAddress;
  /** Names the connections in Redis's own list of clients. */
  readonly nodeId: string;
  readonly log: Logger;
}

/**
 * The one connection to Redis, and whether it answers. While it does not, calls fail at once without touching it, so
 * that what it speeds up is never slower for it. Nothing is ever sent twice.
 * @example
 * const value = await link.run('cache', (redis) => redis.get('chatwatch:a')).catch(() => null);
 */
export class RedisLink {
  readonly #options: RedisLinkOptions;
  readonly #client: Redis | Cluster;
  readonly #heartbeat: Heartbeat;
  readonly #listeners = new Set<(isUp: boolean) => void>();
  readonly #subscribers = new Set<RedisSubscriber>();
  #silentBeats = 0;
  #lastError: Error | undefined;

  constructor(options: RedisLinkOptions) {
    this.#options = options;
    this.#client = createClient(options.address, `chatwatch-${options.nodeId}`);
    this.#heartbeat = new Heartbeat({
      ask: () => this.#ping(),
      onChange: (isUp, reason) => {
        this.#changed(isUp, reason);
      },
      onSilence: () => {
        this.#silent();
      },
    });
    // Without a listener an error event ends the process; the state is told by beats.
    for (const event of ['error', 'node error']) {
      this.#client.on(event, (error: Error) => {
        this.#lastError = error;
      });
    }
    this.#client.on('ready', () => void this.#heartbeat.beat());
    this.#client.on('close', () => {
      this.#heartbeat.lost(this.#lastError ?? new Error('the connection was closed'));
    });
  }

  /** Every server that holds keys answers, and on a cluster says that every slot is served. */
  get isUp(): boolean {
    return this.#heartbeat.isUp;
  }

  /** Connects; resolves once Redis answers, and without it after two seconds at most. Never rejects. */
  async start(): Promise<void> {
    const isReady = this.#client.connect().then(
      () => this.#heartbeat.beat(),
      () => undefined,
    );
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, START_MS);
    });
    await Promise.race([isReady, patience]);
    clearTimeout(timer);
    if (!this.isUp) this.#tell(false, this.#lastError);
    void this.#heartbeat.beat();
  }

  /**
   * Runs commands, within half a second each.
   * @param use what for, as metrics tell it
   * @param patienceMs how long all of it may take for who can do without it sooner; what is under way goes on
   * @throws {RedisAway} at once while Redis does not answer; else as the driver does
   */
  async run<Result>(
    use: RedisUse,
    work: (redis: RedisCommands) => Promise<Result>,
    patienceMs?: number,
  ): Promise<Result> {
    if (!this.isUp) {
      if (events.redisFailure.hasSubscribers) events.redisFailure.publish({ use, reason: 'away' });
      throw new RedisAway();
    }
    const startedAt = performance.now();
    try {
      const answer = work(this.#client);
      return await (patienceMs === undefined ? answer : within(patienceMs, answer));
    } catch (error) {
      if (events.redisFailure.hasSubscribers) events.redisFailure.publish({ use, reason: 'failed' });
      throw error;
    } finally {
      if (events.redisCall.hasSubscribers) {
        events.redisCall.publish({ use, durationSeconds: (performance.now() - startedAt) / 1_000 });
      }
    }
  }

  /** Keys live on several servers: commands and scripts take those of one slot. */
  get isCluster(): boolean {
    return this.#options.address.isCluster;
  }

  /** The driver's client, for libraries that want one; they are to be called within `run`. */
  get driver(): Redis | Cluster {
    return this.#client;
  }

  /** A connection of its own that hears what is published; it ends with the link at the latest. */
  subscriber(): RedisSubscriber {
    const subscriber = new RedisSubscriber({
      address: this.#options.address,
      name: `chatwatch-${this.#options.nodeId}-sub`,
      nodes: () => this.#nodes().flatMap(({ options: { host, port } }) => (host && port ? [{ host, port }] : [])),
      onClose: () => this.#subscribers.delete(subscriber),
    });
    this.#subscribers.add(subscriber);
    return subscriber;
  }

  /** Tells of each change of `isUp`; the function returned ends it. */
  onChange(listener: (isUp: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Closes all connections at once; what is under way fails. */
  close(): void {
    this.#heartbeat.close();
    for (const subscriber of [...this.#subscribers]) subscriber.close();
    this.#client.disconnect();
  }

  #nodes(): Redis[] {
    return 'nodes' in this.#client ? this.#client.nodes('master') : [this.#client];
  }

  async #ping(): Promise<void> {
    const nodes = this.#nodes();
    if (this.#client.status !== 'ready' || nodes.length === 0) throw new Error('there is no connection');
    await Promise.all(nodes.map((node) => (this.isCluster ? mustServe(node) : node.ping())));
    this.#silentBeats = 0;
    this.#lastError = undefined;
  }

  /** An open connection from which nothing comes may never close by itself, and a cluster may have other masters now. */
  #silent(): void {
    this.#silentBeats += 1;
    if ('refreshSlotsCache' in this.#client) this.#client.refreshSlotsCache();
    if (this.#silentBeats % SILENT_BEATS !== 0) return;
    for (const node of this.#nodes()) if (node.status === 'ready') node.disconnect(true);
  }

  #changed(isUp: boolean, reason: unknown): void {
    this.#tell(isUp, reason);
    for (const listener of this.#listeners) listener(isUp);
  }

  #tell(isUp: boolean, reason: unknown): void {
    if (events.redisState.hasSubscribers) events.redisState.publish({ isUp });
    if (isUp) {
      this.#options.log.info('Redis answers');
      return;
    }
    this.#options.log.error({ err: reason }, 'Redis does not answer');
    events.fault.publish({ source: 'redis', operation: 'answering', error: new RedisAway({ cause: reason }) });
  }
}

/** A node of a cluster answers a PING also while it refuses every key. */
const mustServe = async (node: Redis): Promise<void> => {
  const info = await node.cluster('INFO');
  if (!info.includes('cluster_state:ok')) throw new Error('the cluster does not serve all slots');
};
