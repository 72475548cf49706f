import { Buffer } from 'node:buffer';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CacheLevel2, Dropped } from '../level2.js';

/** A level 2 of the suite's own: nothing of other tests is in it. */
export interface Level2UnderTest {
  /** Two nodes of one server. */
  readonly node: CacheLevel2;
  readonly other: CacheLevel2;
  /** Lets time pass for what is kept; with a real server, by waiting until it has. */
  pass(ms: number): Promise<void>;
  /** Resolves once the condition holds; what is published may take its way. */
  until(condition: () => boolean): Promise<void>;
}

const TTL_MS = 1_000;
/** Longer than a turn to load lasts. */
const TURN_IS_OVER_MS = 600;
const value = Buffer.from([0, 255, 10, 13, 0]);

/** What `level2.ts` promises, as tests that every adapter runs. */
export function describeLevel2Contract(name: string, open: () => Promise<Level2UnderTest>): void {
  describe(`${name} keeps the contract of level 2`, () => {
    let under: Level2UnderTest;
    let node: CacheLevel2;
    beforeEach(async () => {
      under = await open();
      ({ node } = under);
    });

    const set = async (key: string, tags: string[] = []): Promise<boolean> => {
      const { generation } = await node.get(key);
      return node.set(key, value, { ttlMs: TTL_MS, tags, generation });
    };
    const isKept = async (key: string): Promise<boolean> => (await node.get(key)).found !== undefined;

    it('gives back what one node set to another one, byte for byte, with the time it has left', async () => {
      expect(await set('g:a')).toBe(true);
      const { found } = await under.other.get('g:a');
      expect(found?.bytes.equals(value)).toBe(true);
      expect(found?.remainingMs).toBeGreaterThan(0);
      expect(found?.remainingMs).toBeLessThanOrEqual(TTL_MS);
      expect((await node.get('g:b')).found).toBeUndefined();
    });

    it('forgets a value when its time is over', async () => {
      await set('g:a');
      await under.pass(TTL_MS);
      expect(await isKept('g:a')).toBe(false);
    });

    it('drops keys and all that carry a tag, and nothing else', async () => {
      await set('g:a', ['t1']);
      await set('g:b', ['t1', 't2']);
      await set('g:c', ['t2']);
      await set('g:d');
      await node.drop({ keys: ['g:d', 'g:unknown'], tags: ['t1'] });
      expect(await Promise.all(['g:a', 'g:b', 'g:c', 'g:d'].map(isKept))).toEqual([false, false, true, false]);
    });

    it.each<[string, Dropped]>([
      ['its key', { keys: ['g:a'] }],
      ['one of its tags', { tags: ['t2'] }],
    ])('refuses a value that was asked for before %s was dropped', async (_, dropped) => {
      const { generation } = await node.get('g:a');
      await under.other.drop(dropped);
      expect(await node.set('g:a', value, { ttlMs: TTL_MS, tags: ['t1', 't2'], generation })).toBe(false);
      expect(await isKept('g:a')).toBe(false);
      expect(await set('g:a', ['t1', 't2'])).toBe(true);
    });

    it('takes a value that was asked for before others were dropped', async () => {
      const { generation } = await node.get('g:a');
      await under.other.drop({ keys: ['g:b'], tags: ['t3'] });
      expect(await node.set('g:a', value, { ttlMs: TTL_MS, tags: ['t1'], generation })).toBe(true);
    });

    it('gives the turn to load to one node, until the value is there', async () => {
      const { turn, generation } = await node.get('g:a');
      expect(turn).toBeDefined();
      expect((await under.other.get('g:a')).turn).toBeUndefined();
      expect((await under.other.get('g:b')).turn).toBeDefined();
      await node.set('g:a', value, { ttlMs: TTL_MS, tags: [], generation, turn });
      await under.other.drop({ keys: ['g:a'] });
      expect((await under.other.get('g:a')).turn).toBeDefined();
    });

    it.each<[string, (turn: string) => Promise<unknown>]>([
      ['it is released', (turn) => node.release('g:a', turn)],
      ['the key is dropped, so that nobody waits for an old value', () => node.drop({ keys: ['g:a'] })],
      ['the time of its holder is over, who may be dead', () => under.pass(TURN_IS_OVER_MS)],
      [
        'the value that was loaded is refused',
        async (turn) => {
          const { generation } = await node.get('g:a');
          await under.other.drop({ tags: ['t1'] });
          await node.set('g:a', value, { ttlMs: TTL_MS, tags: ['t1'], generation, turn });
        },
      ],
    ])('gives the turn to load to another node once %s', async (_, end) => {
      const { turn = '' } = await node.get('g:a');
      await end(turn);
      const next = await under.other.get('g:a');
      expect(next.turn).toBeDefined();
      await node.release('g:a', turn);
      expect((await node.get('g:a')).turn).toBeUndefined();
    });

    it('knows the keys of a group', async () => {
      await set('g:a');
      await set('g:b');
      await set('h:c');
      expect((await node.keys('g')).sort()).toEqual(['g:a', 'g:b']);
    });

    it('tells other nodes what was dropped, and not the one that says it', async () => {
      const heard: Dropped[] = [];
      const own: Dropped[] = [];
      const onGap = (): void => undefined;
      const stop = under.other.subscribe({ onDropped: (dropped) => heard.push(dropped), onGap });
      const stopOwn = node.subscribe({ onDropped: (dropped) => own.push(dropped), onGap });
      await node.publish({ keys: ['g:a'], tags: ['t1'] });
      await under.until(() => heard.length > 0);
      expect(heard).toEqual([{ keys: ['g:a'], tags: ['t1'] }]);
      expect(own).toEqual([]);
      stop();
      stopOwn();
    });
  });
}
