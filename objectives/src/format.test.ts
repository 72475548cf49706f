import { describe, expect, it } from '@jest/globals';
import { formatValue } from './format.js';
import { objectiveOf } from './testing/objective-factory.js';

const average = objectiveOf({
  indicator: { kind: 'average', metric: 'a', minimumEvents: 1 },
  target: { atMost: 1 },
});
const growth = (measure: string) =>
  objectiveOf({
    indicator: { kind: 'growth', metric: 'a', measure, minimumElapsed: '10m' },
    target: { atMost: 1 },
    unit: 'bytes',
  });
const external = (unit: string) =>
  objectiveOf({
    indicator: { kind: 'external', source: 'build', measurement: 'a' },
    window: undefined,
    target: { atMost: 1 },
    unit,
  });

describe('a value for people', () => {
  it.each([
    [0.95, '95 %'],
    [0.94999, '94.999 %'],
    [1, '100 %'],
    [0, '0 %'],
  ])('is a percentage for a share: %d reads %s', (value, text) => {
    expect(formatValue(objectiveOf(), value)).toBe(text);
  });

  it.each([
    [0.0432, '43.2 ms'],
    [0.999, '999 ms'],
    [1, '1 s'],
    [2.345, '2.35 s'],
  ])('is in milliseconds below a second: %d reads %s', (value, text) => {
    expect(formatValue(average, value)).toBe(text);
  });

  it.each([
    [0, '0 bytes'],
    [1023, '1,023 bytes'],
    [1024, '1 KB'],
    [512_000, '500 KB'],
    [3 * 1024 ** 4, '3,072 GB'],
  ])('is in 1024-based units for bytes: %d reads %s', (value, text) => {
    expect(formatValue(external('bytes'), value)).toBe(text);
  });

  it.each([
    ['absolute', 52_428_800, '50 MB/h'],
    ['absolute', -1_572_864, '-1.5 MB/h'],
    ['relative', 0.042, '4.2 %/h'],
    ['relative', -0.0000001, '0 %/h'],
  ])('says that %s growth of %d is %s', (measure, value, text) => {
    expect(formatValue(growth(measure), value)).toBe(text);
  });

  it('counts users', () => {
    expect(formatValue(external('users'), 1234)).toBe('1,234 users');
  });
});
