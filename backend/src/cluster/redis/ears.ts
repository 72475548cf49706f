import type { Buffer } from 'node:buffer';
import type { Redis } from 'ioredis';
import { createConnection, type RedisAddress, type RedisNode } from '../../redis/index.js';
import type { TopicNames } from './names.js';
import type { Topology } from './topology.js';

interface EarsOptions {
  readonly address: RedisAddress;
  readonly name: string;
  readonly names: TopicNames;
  readonly topology: Topology;
  readonly onBatch: (topic: string, bytes: Buffer) => void;
  /** One of the connections has ended, so that not everything is heard any more. */
  readonly onEnd: () => void;
}

/** The connections that hear, one a server, from when they are made until the first of them ends. */
export class Ears {
  /** Those that together take the way to every server. */
  readonly beatTopics: readonly string[];
  readonly #options: EarsOptions;
  readonly #byPartition: readonly Redis[];
  readonly #connections: ReadonlySet<Redis>;
  #isClosed = false;

  constructor(options: EarsOptions) {
    this.#options = options;
    const byServer = new Map<string, { readonly redis: Redis; readonly beatTopic: string }>();
    this.#byPartition = options.topology.map((node, partition) => {
      const server = `${node.host}:${node.port}`;
      const known = byServer.get(server);
      if (known) return known.redis;
      const redis = this.#open(node);
      byServer.set(server, { redis, beatTopic: options.names.beatTopics[partition] ?? '' });
      return redis;
    });
    this.#connections = new Set(this.#byPartition);
    this.beatTopics = Array.from(byServer.values(), ({ beatTopic }) => beatTopic);
  }

  /** @throws where one of the servers does not let us in */
  async connect(): Promise<void> {
    await Promise.all(Array.from(this.#connections, (redis) => redis.connect()));
  }

  /** @throws as the driver does */
  async subscribe(topics: readonly string[]): Promise<void> {
    const { isCluster } = this.#options.address;
    const calls = this.#commands(topics).map(({ redis, channels }) =>
      isCluster ? redis.ssubscribe(...channels) : redis.subscribe(...channels),
    );
    await Promise.all(calls);
  }

  /** @throws as the driver does */
  async unsubscribe(topics: readonly string[]): Promise<void> {
    const { isCluster } = this.#options.address;
    const calls = this.#commands(topics).map(({ redis, channels }) =>
      isCluster ? redis.sunsubscribe(...channels) : redis.unsubscribe(...channels),
    );
    await Promise.all(calls);
  }

  close(): void {
    this.#isClosed = true;
    for (const redis of this.#connections) {
      redis.removeAllListeners('messageBuffer');
      redis.removeAllListeners('smessageBuffer');
      redis.disconnect();
    }
  }

  #open(node: RedisNode): Redis {
    const { address, name, names, onBatch, onEnd } = this.#options;
    const redis = createConnection(address, node, name);
    // Without a listener an error event would end the process; `end` follows.
    redis.on('error', () => undefined);
    redis.on(address.isCluster ? 'smessageBuffer' : 'messageBuffer', (channel: Buffer, message: Buffer) => {
      onBatch(names.topicOf(channel.toString()), message);
    });
    redis.once('end', () => {
      if (!this.#isClosed) onEnd();
    });
    return redis;
  }

  /** One a partition, as its channels share a slot. */
  #commands(topics: readonly string[]): { redis: Redis; channels: string[] }[] {
    const { names } = this.#options;
    const byPartition = new Map<number, string[]>();
    for (const topic of topics) {
      const partition = names.partitionOf(topic);
      const channels = byPartition.get(partition);
      if (channels) channels.push(names.nameOf(topic));
      else byPartition.set(partition, [names.nameOf(topic)]);
    }
    return Array.from(byPartition, ([partition, channels]) => {
      const redis = this.#byPartition[partition];
      if (!redis) throw new Error('a partition has no server');
      return { redis, channels };
    });
  }
}
