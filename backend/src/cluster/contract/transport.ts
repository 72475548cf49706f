import { Buffer } from 'node:buffer';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { BusTransport, TopicBatch } from '../bus-transport.js';

/** A transport that is open, with what it heard. */
interface Ear {
  readonly transport: BusTransport;
  /** Resolves with all batches heard so far, once there are so many. */
  heard(count: number): Promise<readonly TopicBatch[]>;
}

/**
 * What every transport of the bus does.
 * @param connect makes a transport that reaches the others of the same test
 */
export const describeTransport = (connect: () => BusTransport): void => {
  const open: BusTransport[] = [];

  afterEach(async () => {
    await Promise.all(open.splice(0).map((transport) => transport.close()));
  });

  const ear = async (...topics: string[]): Promise<Ear> => {
    const transport = connect();
    open.push(transport);
    const batches: TopicBatch[] = [];
    let wake = (): void => undefined;
    await new Promise<void>((resolve) => {
      transport.start({
        onBatch: (topic, bytes) => {
          batches.push({ topic, bytes: Buffer.from(bytes) });
          wake();
        },
        onOpen: resolve,
        onClosed: () => undefined,
      });
    });
    await transport.subscribe(topics);
    return {
      transport,
      heard: async (count) => {
        while (batches.length < count) await new Promise<void>((resolve) => (wake = resolve));
        return batches;
      },
    };
  };

  const batch = (topic: string, text: string): TopicBatch => ({ topic, bytes: Buffer.from(text) });

  describe('a transport of the bus', () => {
    it('carries a batch to everyone who subscribed to its topic, its own node as well', async () => {
      const [one, other] = [await ear('a', 'b'), await ear('b')];
      expect(await one.transport.publish([batch('a', '1'), batch('b', '2')])).toEqual([]);
      expect(await one.heard(2)).toHaveLength(2);
      expect(await other.heard(1)).toEqual([batch('b', '2')]);
    });

    it('keeps the order of a topic', async () => {
      const [one, other] = [await ear(), await ear('a')];
      const batches = Array.from({ length: 500 }, (_, index) => batch('a', String(index)));
      for (const part of [batches.slice(0, 200), batches.slice(200)]) {
        const rounds = part.map((round) => one.transport.publish([round]));
        expect((await Promise.all(rounds)).flat()).toEqual([]);
      }
      expect(await other.heard(500)).toEqual(batches);
    });

    it('carries any bytes, up to a mebibyte', async () => {
      const one = await ear('a');
      const bytes = Buffer.alloc(1024 * 1024, Buffer.from(Array.from({ length: 256 }, (_, value) => value)));
      await one.transport.publish([{ topic: 'a', bytes }]);
      const [heard] = await one.heard(1);
      expect(heard?.bytes.equals(bytes)).toBe(true);
    });

    it('subscribes to hundreds of topics in one call', async () => {
      const names = Array.from({ length: 400 }, (_, index) => `topic-${index}`);
      const one = await ear(...names);
      await one.transport.publish(names.map((name) => batch(name, name)));
      const heard = (await one.heard(400)).map(({ topic }) => topic);
      expect(heard.toSorted()).toEqual(names.toSorted());
    });

    it('carries nothing of a topic that was unsubscribed', async () => {
      const one = await ear('a', 'b');
      await one.transport.unsubscribe(['a']);
      await one.transport.publish([batch('a', '1'), batch('b', '2')]);
      expect(await one.heard(1)).toEqual([batch('b', '2')]);
    });

    it('opens anew when told to, with nothing subscribed', async () => {
      const transport = connect();
      open.push(transport);
      let opened = 0;
      let wake = (): void => undefined;
      const heard: string[] = [];
      transport.start({
        onBatch: (topic) => {
          heard.push(topic);
          wake();
        },
        onOpen: () => {
          opened++;
          wake();
        },
        onClosed: () => undefined,
      });
      const until = async (isReached: () => boolean): Promise<void> => {
        while (!isReached()) await new Promise<void>((resolve) => (wake = resolve));
      };
      await until(() => opened === 1);
      await transport.subscribe(['a']);
      transport.reopen();
      await until(() => opened === 2);
      await transport.subscribe(['b']);
      await transport.publish([batch('a', '1'), batch('b', '2')]);
      await until(() => heard.length > 0);
      expect(heard).toEqual(['b']);
    });

    it('has topics for beats, of which some take every way', async () => {
      const { transport } = await ear();
      const { beatTopics } = transport;
      const now = transport.beatTopicsNow();
      expect(now.length).toBeGreaterThan(0);
      expect(beatTopics).toEqual(expect.arrayContaining([...now]));
    });
  });
};
