import { expect, test } from '@jest/globals';
import { measured, STALE } from './series.js';

test('the mark of a gone series survives typed and plain arrays and differs from every number that is measured', () => {
  expect(Float64Array.of(STALE)[0]).toBe(STALE);
  expect([1.5, STALE][1]).toBe(STALE);
  expect(JSON.parse(JSON.stringify(STALE))).toBe(STALE);
  expect([0, -0, Number.MIN_VALUE, 1e-308, NaN].includes(STALE)).toBe(false);
});

test('a value from outside that happens to be the mark becomes 0, every other stays', () => {
  expect(measured(STALE)).toBe(0);
  expect([1, NaN, -Infinity].map(measured)).toEqual([1, NaN, -Infinity]);
});
