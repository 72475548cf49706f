import { Buffer } from 'node:buffer';
import { Redis } from 'ioredis';
import { serviceBuild } from './service-build.js';

/** Says messages in one topic of Redis and counts those that come back to another connection. */
export interface Courier {
  /** Says a message this many times, in the present turn. */
  say(count: number): void;
  /** Messages that have come so far. */
  readonly heard: number;
  close(): Promise<void>;
}

/** About what a message of 120 characters takes as a frame. */
const MESSAGE = Buffer.alloc(300, 'm');
const TOPIC = 'bench';

interface BuiltBus {
  start(): void;
  readonly state: string;
  onState(listener: (state: string) => void): () => void;
  publish(topic: string, parts: readonly Buffer[]): void;
  listen(topic: string, onMessage: () => void): { readonly ready: Promise<void> | undefined };
  close(): Promise<void>;
}

interface Built {
  readonly readRedisUrl: (url: string) => unknown;
  readonly RedisLink: new (options: object) => { start(): Promise<void>; close(): void };
  readonly RedisTransport: new (options: object) => object;
  readonly Bus: new (options: object) => BuiltBus;
}

/** Two nodes' buses, as the service makes them. */
export async function serviceCourier(url: string): Promise<Courier> {
  // Modules of the service's build, which export these.
  const built = (await serviceBuild('redis/index.js', 'cluster/bus.js', 'cluster/redis/redis-transport.js')) as Built;
  const address = built.readRedisUrl(url);
  const log = { info: () => undefined, error: () => undefined };
  const node = async (nodeId: string) => {
    const link = new built.RedisLink({ address, nodeId, log });
    await link.start();
    const transport = new built.RedisTransport({ link, address, name: nodeId });
    const bus = new built.Bus({ transport, nodeId });
    bus.start();
    while (bus.state !== 'complete')
      await new Promise<void>(
        (resolve) =>
          void bus.onState(() => {
            resolve();
          }),
      );
    return { link, bus };
  };
  const nodes = [await node('one'), await node('two')] as const;
  const [{ bus: speaker }, { bus: listener }] = nodes;
  let heard = 0;
  await listener.listen(TOPIC, () => {
    heard++;
  }).ready;
  return {
    say: (count) => {
      for (let said = 0; said < count; said++) speaker.publish(TOPIC, [MESSAGE]);
    },
    get heard() {
      return heard;
    },
    close: async () => {
      for (const { bus, link } of nodes) {
        await bus.close();
        link.close();
      }
    },
  };
}

/** Each message published by itself, all of a turn in one pipeline. */
export async function plainCourier(port: number): Promise<Courier> {
  const [speaker, listener] = [new Redis({ port }), new Redis({ port })];
  let heard = 0;
  listener.on('messageBuffer', () => {
    heard++;
  });
  await listener.subscribe(TOPIC);
  return {
    say: (count) => {
      const pipeline = speaker.pipeline();
      for (let said = 0; said < count; said++) pipeline.publish(TOPIC, MESSAGE);
      void pipeline.exec();
    },
    get heard() {
      return heard;
    },
    close: async () => {
      await Promise.all([speaker.quit(), listener.quit()]);
    },
  };
}
