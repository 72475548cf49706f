import { describe, expect, it } from '@jest/globals';
import { Random } from '../../hostile/seeded-random.js';
import { check } from './check.js';
import { rightHistory } from './testing/model.js';
import { faults, withFault } from './testing/wrong-histories.js';

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

describe('the judge of histories', () => {
  it.each(seeds)('finds nothing in the right history of seed %i', (seed) => {
    expect(check(rightHistory(new Random(seed)))).toEqual([]);
  });

  it.each(faults)('calls it $kind when $name', (fault) => {
    for (const seed of seeds) {
      const random = new Random(seed);
      const wrong = withFault(rightHistory(random), fault, random);
      expect({ seed, kinds: check(wrong).map(({ kind }) => kind) }).toEqual({
        seed,
        kinds: expect.arrayContaining([fault.kind]),
      });
    }
  });

  it('tells where a promise was broken', () => {
    const send = { clientId: 'c1', author: 'Ann', channelId: 'general', content: 'hello' };
    const history = {
      sends: [{ ...send, outcome: { kind: 'ok', seq: 1 } }] as const,
      changes: [],
      connections: [],
      subscriptions: [],
      strays: [],
      readers: [],
      logs: [{ node: 'one', channelId: 'general', head: 0, entries: [] }],
    };
    expect(check(history)).toEqual([{ kind: 'lost', detail: 'general: c1 of Ann, ok, is stored as [] instead of 1' }]);
  });
});
