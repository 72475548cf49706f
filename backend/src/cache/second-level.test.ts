import { Buffer } from 'node:buffer';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { events } from '../events.js';
import { Cache } from './cache.js';
import type { CachePolicy } from './policy.js';
import { MemoryLevel2Server } from './testing/memory-level2.js';

const policy: CachePolicy<string> = {
  group: 'authors',
  ttlMs: 1_000,
  absentTtlMs: 500,
  tags: (value) => [`of ${value}`],
  sizeBytes: (value) => value.length,
  codec: {
    encode: (value) => Buffer.from(value),
    decode: (bytes) => {
      if (bytes.toString() === 'unreadable') throw new Error('of another release');
      return bytes.toString();
    },
  },
};

let now: number;
let server: MemoryLevel2Server;
let here: Cache;
let there: Cache;

beforeEach(() => {
  now = 0;
  server = new MemoryLevel2Server(() => now);
  const node = (): Cache => new Cache({ maxBytes: 100_000, level2: server.connect(), now: () => now, random: () => 0 });
  here = node();
  there = node();
});

const answering = (value: string | undefined) => {
  const load = (): Promise<string | undefined> => {
    load.calls += 1;
    return Promise.resolve(value);
  };
  load.calls = 0;
  return load;
};
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a second level', () => {
  it('answers one node with what another one loaded', async () => {
    await here.getOrLoad('a', policy, answering('first'));
    await turn();
    const load = answering('second');
    expect(await there.getOrLoad('a', policy, load)).toBe('first');
    expect(load.calls).toBe(0);
  });

  it('is counted on its own, after the miss on the first', async () => {
    const counted: string[] = [];
    const stop = events.cacheLookup.subscribe(({ level, group, result }) =>
      counted.push(`${level} ${group} ${result}`),
    );
    await here.getOrLoad('a', policy, answering('first'));
    await turn();
    await there.getOrLoad('a', policy, answering('second'));
    stop();
    expect(counted).toEqual(['l1 authors miss', 'l2 authors miss', 'l1 authors miss', 'l2 authors hit']);
  });

  it('knows of a value that does not exist', async () => {
    await here.getOrLoad('a', policy, answering(undefined));
    await turn();
    expect(await there.getOrLoad('a', policy, answering('second'))).toBeUndefined();
  });

  it('gives a value no more time than it had', async () => {
    await here.getOrLoad('a', policy, answering('first'));
    await turn();
    now = 900;
    await there.getOrLoad('a', policy, answering('second'));
    now = 1_000;
    expect(await there.getOrLoad('a', policy, answering('third'))).toBe('third');
  });

  it.each<[string, (cache: Cache) => Promise<void>]>([
    ['key', (cache) => cache.dropKeys('authors', 'a')],
    ['tag', (cache) => cache.dropTags('of first')],
    ['pattern', (cache) => cache.dropPattern('authors', '*')],
  ])('drops a value by its %s on every node', async (_, drop) => {
    await here.getOrLoad('a', policy, answering('first'));
    await turn();
    await there.getOrLoad('a', policy, answering('second'));
    await drop(here);
    expect(await there.getOrLoad('a', policy, answering('third'))).toBe('third');
  });

  it('keeps a value by pattern that is in the memory of no node from coming back', async () => {
    await here.getOrLoad('a', policy, answering('first'));
    await turn();
    await there.dropPattern('authors', 'a');
    expect(await here.getOrLoad('a', policy, answering('second'))).toBe('second');
  });

  it('does not take a value whose load began before it was dropped elsewhere', async () => {
    let answer: (value: string) => void = () => undefined;
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const slow = (): Promise<string> => {
      begin();
      return new Promise((resolve) => (answer = resolve));
    };
    const loading = here.getOrLoad('a', policy, slow);
    await begun;
    await there.dropTags('of first');
    answer('first');
    expect(await loading).toBe('first');
    await turn();
    expect(await there.getOrLoad('a', policy, answering('second'))).toBe('second');
    expect(await here.getOrLoad('a', policy, answering('third'))).toBe('second');
  });

  it('lets one node load what many ask for on every node', async () => {
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    let answer: (value: string) => void = () => undefined;
    let loads = 0;
    const load = (): Promise<string> => {
      loads += 1;
      begin();
      return new Promise((resolve) => (answer = resolve));
    };
    const ask = async (cache: Cache) => cache.getOrLoad('a', policy, load);
    const asked = Array.from({ length: 100 }, (_, index) => ask(index % 2 ? here : there));
    await begun;
    await turn();
    answer('first');
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['first']));
    expect(loads).toBe(1);
  });

  it('lets another node load at once where the first one fails, or has nothing to keep', async () => {
    const nothing = { ...policy, absentTtlMs: 0 };
    await expect(
      Promise.resolve(here.getOrLoad('a', nothing, () => Promise.reject(new Error('the source is away')))),
    ).rejects.toThrow('the source is away');
    expect(await there.getOrLoad('a', nothing, answering(undefined))).toBeUndefined();
    expect(await here.getOrLoad('a', nothing, answering('second'))).toBe('second');
  });

  it('does without the node whose turn it is, where that takes too long', async () => {
    void here.getOrLoad('a', policy, () => new Promise(() => undefined));
    expect(await there.getOrLoad('a', policy, answering('second'))).toBe('second');
  });

  it('answers what it knows of many, and the rest is loaded in one call', async () => {
    await here.getOrLoadMany(['a', 'b'], policy, (keys) => Promise.resolve(new Map(keys.map((key) => [key, key]))));
    await turn();
    const calls: (readonly string[])[] = [];
    const values = await there.getOrLoadMany(['a', 'c', 'b', 'd'], policy, (keys) => {
      calls.push(keys);
      return Promise.resolve(new Map(keys.map((key) => [key, `late ${key}`])));
    });
    expect(calls).toEqual([['c', 'd']]);
    expect([...values.values()].sort()).toEqual(['a', 'b', 'late c', 'late d']);
  });

  it('that was not heard for a while puts in doubt what nodes drop, and not what the log keeps right', async () => {
    const page = { ...policy, group: 'history' } as const;
    const local: CachePolicy<string> = { group: 'authors', ttlMs: 1_000, sizeBytes: () => 10 };
    await here.getOrLoad('a', local, answering('first'));
    await here.getOrLoad('a', page, answering('page'));
    server.gap();
    expect(await here.getOrLoad('a', local, answering('second'))).toBe('second');
    expect(await here.getOrLoad('a', page, answering('none'))).toBe('page');
  });

  it('that is away or holds nonsense is only slower', async () => {
    server.isAway = true;
    expect(await here.getOrLoad('a', policy, answering('first'))).toBe('first');
    await here.dropKeys('authors', 'a');
    await here.dropPattern('authors', '*');
    server.isAway = false;
    await here.getOrLoad('b', policy, answering('unreadable'));
    await turn();
    expect(await there.getOrLoad('b', policy, answering('second'))).toBe('second');
  });
});
