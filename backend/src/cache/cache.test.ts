import { Buffer } from 'node:buffer';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { events } from '../events.js';
import { Cache } from './cache.js';
import type { CachePolicy } from './policy.js';

interface Thing {
  readonly version: number;
  readonly tags: readonly string[];
}

const policy: CachePolicy<Thing> = {
  group: 'authors',
  ttlMs: 1_000,
  graceMs: 5_000,
  absentTtlMs: 100,
  tags: ({ tags }) => tags,
  sizeBytes: () => 100,
};
const strict: CachePolicy<Thing> = { group: 'authors', ttlMs: 1_000, sizeBytes: () => 100 };

let now: number;
let cache: Cache;
let counted: Record<string, number>;
let stops: (() => void)[];

beforeEach(() => {
  now = 0;
  counted = {};
  const count = (name: string): void => {
    counted[name] = (counted[name] ?? 0) + 1;
  };
  stops = [
    events.cacheLookup.subscribe(({ level, result }) => {
      count(`${level} ${result}`);
    }),
    events.cacheLoad.subscribe(() => {
      count('load');
    }),
    events.cacheEviction.subscribe(() => {
      count('eviction');
    }),
    events.cacheLoadShared.subscribe(() => {
      count('shared');
    }),
  ];
  cache = new Cache({ maxBytes: 1_000_000, now: () => now, random: () => 0 });
});
afterEach(() => {
  for (const stop of stops) stop();
});

/** A source of one thing, whose answers the test gives when it likes. */
class Source {
  thing: Thing | undefined = { version: 1, tags: ['t'] };
  loads = 0;
  readonly #waiting: (() => void)[] = [];
  isHeld = false;
  isBroken = false;

  readonly load = async (): Promise<Thing | undefined> => {
    this.loads += 1;
    const { thing } = this;
    if (this.isHeld) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.isBroken) throw new Error('the source is away');
    return thing;
  };

  /** Once the load has begun. */
  async begun(loads = 1): Promise<void> {
    while (this.loads < loads) await Promise.resolve();
  }

  release(): void {
    this.isHeld = false;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

const ask = async (source: Source): Promise<Thing | undefined> => cache.getOrLoad('a', policy, source.load);

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a value', () => {
  it('is loaded once and then answered without a promise', async () => {
    const source = new Source();
    expect(await cache.getOrLoad('a', policy, source.load)).toBe(source.thing);
    expect(cache.getOrLoad('a', policy, source.load)).toBe(source.thing);
    expect(source.loads).toBe(1);
    expect(counted).toEqual({ 'l1 miss': 1, 'l1 hit': 1, load: 1 });
  });

  it('is loaded once however many ask at the same time', async () => {
    const source = new Source();
    const answers = await Promise.all(Array.from({ length: 500 }, () => ask(source)));
    expect(new Set(answers)).toEqual(new Set([source.thing]));
    expect(counted).toEqual({ 'l1 miss': 500, shared: 499, load: 1 });
  });

  it('is loaded again once its time is over, where it has no grace', async () => {
    const source = new Source();
    await cache.getOrLoad('a', strict, source.load);
    now = 999;
    expect(cache.getOrLoad('a', strict, source.load)).toBe(source.thing);
    now = 1_000;
    expect(cache.getOrLoad('a', strict, source.load)).toBeInstanceOf(Promise);
  });

  it('lives up to a tenth shorter, so that values do not end together', async () => {
    const jittered = new Cache({ maxBytes: 1_000_000, now: () => now, random: () => 1 });
    const source = new Source();
    await jittered.getOrLoad('a', strict, source.load);
    now = 899;
    expect(jittered.getOrLoad('a', strict, source.load)).toBe(source.thing);
    now = 900;
    expect(jittered.getOrLoad('a', strict, source.load)).toBeInstanceOf(Promise);
  });

  it('that does not exist is remembered as that for its own time', async () => {
    const source = new Source();
    source.thing = undefined;
    expect(await cache.getOrLoad('a', policy, source.load)).toBeUndefined();
    now = 99;
    expect(cache.getOrLoad('a', policy, source.load)).toBeUndefined();
    expect(source.loads).toBe(1);
    await cache.getOrLoad('a', strict, source.load);
  });

  it('that does not exist is asked for again where nothing else is said', async () => {
    const source = new Source();
    source.thing = undefined;
    await cache.getOrLoad('a', strict, source.load);
    expect(cache.getOrLoad('a', strict, source.load)).toBeInstanceOf(Promise);
  });

  it('whose load fails is asked for again, and everyone who waited hears of it', async () => {
    const source = new Source();
    source.isBroken = true;
    const asked = [ask(source), ask(source)];
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    source.isBroken = false;
    expect(await cache.getOrLoad('a', policy, source.load)).toBe(source.thing);
  });
});

describe('a value that is peeked at', () => {
  it('is given while it is fresh; it is counted where that is said, and nothing is loaded', async () => {
    const source = new Source();
    expect(cache.peek('a', policy)).toBeUndefined();
    await ask(source);
    now = 999;
    expect(cache.peek('a', policy)).toBe(source.thing);
    now = 1_000;
    expect(cache.peek('a', policy)).toBeUndefined();
    expect(counted).toEqual({ 'l1 miss': 1, load: 1 });
    cache.countHit('authors');
    expect(counted).toMatchObject({ 'l1 hit': 1 });
  });

  it('is brought up to date, and not given where it cannot be', async () => {
    let latest: number | undefined = 2;
    const renewing = {
      ...strict,
      renew: ({ tags }: Thing) => (latest === undefined ? undefined : { version: latest, tags }),
    };
    await cache.getOrLoad('a', renewing, new Source().load);
    expect(cache.peek('a', renewing)).toMatchObject({ version: 2 });
    latest = undefined;
    expect(cache.peek('a', renewing)).toBeUndefined();
  });
});

describe('within its grace a value', () => {
  it('is given at once while one load renews it', async () => {
    const source = new Source();
    const first = await cache.getOrLoad('a', policy, source.load);
    source.thing = { version: 2, tags: [] };
    now = 1_000;
    expect(cache.getOrLoad('a', policy, source.load)).toBe(first);
    expect(cache.getOrLoad('a', policy, source.load)).toBe(first);
    await turn();
    expect(cache.getOrLoad('a', policy, source.load)).toBe(source.thing);
    expect(source.loads).toBe(2);
    expect(counted).toMatchObject({ 'l1 stale': 2, 'l1 hit': 1 });
  });

  it('is given while the source fails, which is tried once a second, and not any longer', async () => {
    const source = new Source();
    const first = await cache.getOrLoad('a', policy, source.load);
    source.isBroken = true;
    now = 1_000;
    expect(cache.getOrLoad('a', policy, source.load)).toBe(first);
    await turn();
    expect(cache.getOrLoad('a', policy, source.load)).toBe(first);
    await turn();
    expect(source.loads).toBe(2);
    now = 2_000;
    expect(cache.getOrLoad('a', policy, source.load)).toBe(first);
    await turn();
    expect(source.loads).toBe(3);
    now = 6_000;
    await expect(Promise.resolve(cache.getOrLoad('a', policy, source.load))).rejects.toThrow('the source is away');
  });
});

describe('an invalidation', () => {
  const drops: [string, () => Promise<void>][] = [
    ['its key', () => cache.dropKeys('authors', 'a')],
    ['its tag', () => cache.dropTags('t')],
    ['a pattern of its key', () => cache.dropPattern('authors', 'a*')],
  ];

  it.each(drops)('by %s drops a value', async (_, drop) => {
    const source = new Source();
    await cache.getOrLoad('a', policy, source.load);
    await drop();
    source.thing = { version: 2, tags: ['t'] };
    expect(await cache.getOrLoad('a', policy, source.load)).toBe(source.thing);
  });

  it.each(drops)('by %s while a value is loaded keeps the old one from being stored or shared', async (_, drop) => {
    const source = new Source();
    const old = source.thing;
    source.isHeld = true;
    const before = cache.getOrLoad('a', policy, source.load);
    await source.begun();
    await drop();
    source.thing = { version: 2, tags: ['t'] };
    const after = cache.getOrLoad('a', policy, source.load);
    await source.begun(2);
    source.release();
    expect(await before).toBe(old);
    expect(await after).toBe(source.thing);
    expect(cache.getOrLoad('a', policy, source.load)).toBe(source.thing);
  });

  it('leaves other values alone', async () => {
    const source = new Source();
    source.thing = { version: 1, tags: ['other'] };
    await cache.getOrLoad('b', policy, source.load);
    for (const [, drop] of drops) await drop();
    expect(cache.getOrLoad('b', policy, source.load)).toBe(source.thing);
  });
});

describe('memory', () => {
  it('is bounded by bytes: the least lately used value makes room', async () => {
    const source = new Source();
    const large: CachePolicy<Thing> = { ...strict, sizeBytes: () => 40_000 };
    for (const key of ['a', 'b', 'c']) await cache.getOrLoad(key, large, source.load);
    expect(cache.getOrLoad('a', large, source.load)).toBe(source.thing);
    await cache.getOrLoad('d', large, source.load);
    expect(counted).toMatchObject({ eviction: 1 });
    expect(cache.getOrLoad('a', large, source.load)).toBe(source.thing);
    expect(cache.getOrLoad('b', large, source.load)).toBeInstanceOf(Promise);
  });

  it('does not take a value that is larger than its whole share', async () => {
    const source = new Source();
    const huge: CachePolicy<Thing> = { ...policy, sizeBytes: () => 2_000_000 };
    expect(await cache.getOrLoad('a', huge, source.load)).toBe(source.thing);
    expect(cache.getOrLoad('a', huge, source.load)).toBeInstanceOf(Promise);
    await cache.dropTags('t');
  });
});

describe('a value that can be renewed from what is known', () => {
  it('takes the place of the kept one, and is loaded where it cannot be', async () => {
    let version = 1;
    const renewing: CachePolicy<Thing> = {
      ...policy,
      renew: (thing) => {
        if (version < 0) return undefined;
        return thing.version === version ? thing : { version, tags: [`v${version}`] };
      },
    };
    const source = new Source();
    await cache.getOrLoad('a', renewing, source.load);
    version = 2;
    const renewed = cache.getOrLoad('a', renewing, source.load);
    expect(renewed).toEqual({ version: 2, tags: ['v2'] });
    expect(cache.getOrLoad('a', renewing, source.load)).toBe(renewed);
    await cache.dropTags('v2');
    await cache.getOrLoad('a', renewing, source.load);
    expect(source.loads).toBe(2);
    version = -1;
    expect(cache.getOrLoad('a', renewing, source.load)).toBeInstanceOf(Promise);
  });
});

describe('many values', () => {
  it('are loaded in one call, without those that are there or under way', async () => {
    const calls: (readonly string[])[] = [];
    const load = (missing: readonly string[]): Promise<Map<string, Thing>> => {
      calls.push([...missing]);
      return Promise.resolve(
        new Map(missing.filter((key) => key !== 'none').map((key) => [key, { version: 1, tags: [key] }])),
      );
    };
    await cache.getOrLoadMany(['a', 'b'], policy, load);
    const [first, second] = await Promise.all([
      cache.getOrLoadMany(['a', 'c', 'c', 'none'], policy, load),
      cache.getOrLoadMany(['b', 'c', 'd', 'none'], policy, load),
    ]);
    expect(calls).toEqual([['a', 'b'], ['c', 'none'], ['d']]);
    expect([...first.keys()].sort()).toEqual(['a', 'c']);
    expect([...second.keys()].sort()).toEqual(['b', 'c', 'd']);
  });
});

describe('warming up', () => {
  it('loads ahead, a few at a time, and leaves what fails to whoever asks', async () => {
    let underWay = 0;
    let most = 0;
    const load = async (key: string): Promise<Thing> => {
      most = Math.max(most, ++underWay);
      await turn();
      underWay -= 1;
      if (key === '7') throw new Error('the source is away');
      return { version: 1, tags: [] };
    };
    const entries = Array.from({ length: 20 }, (_, key) => ({ key: String(key), policy, load }));
    expect(await cache.warm(entries, 3)).toBe(19);
    expect(most).toBe(3);
    expect(cache.getOrLoad('6', policy, load)).toEqual({ version: 1, tags: [] });
    expect(counted).toEqual({ load: 20, 'l1 hit': 1 });
  });
});

it('takes any bytes as a value', async () => {
  const bytes = Buffer.from('page');
  const pages: CachePolicy<Buffer> = { group: 'history', ttlMs: 10, sizeBytes: (page) => page.length };
  expect(await cache.getOrLoad('p', pages, () => Promise.resolve(bytes))).toBe(bytes);
});
