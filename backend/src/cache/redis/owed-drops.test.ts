import { expect, it } from '@jest/globals';
import { OwedDrops } from './owed-drops.js';

const names = (count: number, from = 0): string[] => Array.from({ length: count }, (_, index) => `k${from + index}`);

it('gives back all that was owed, once', () => {
  const owed = new OwedDrops();
  expect(owed.take()).toBeUndefined();
  owed.add({ keys: ['a', 'b'] });
  owed.add({ keys: ['a'], tags: ['t'] });
  expect(owed.take()).toEqual({ keys: ['b', 'a'], tags: ['t'] });
  expect(owed.take()).toBeUndefined();
});

it.each([
  [9_999, 'k0'],
  [10_000, 'k0'],
  [10_001, 'k1'],
])('of %p names remembers the last ten thousand, from %s on', (count, first) => {
  const owed = new OwedDrops();
  owed.add({ keys: names(count) });
  const { keys = [] } = owed.take() ?? {};
  expect(keys).toHaveLength(Math.min(count, 10_000));
  expect(keys[0]).toBe(first);
});
