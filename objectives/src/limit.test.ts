import { describe, expect, it } from '@jest/globals';
import { burnRate, errorBudget, meets } from './limit.js';
import { objectiveOf } from './testing/objective-factory.js';

const errors = objectiveOf({
  indicator: { kind: 'events', matching: { metric: 'bad' }, total: { metric: 'all' }, minimumEvents: 1 },
  target: { atMost: 0.001 },
  unit: 'ratio',
});
const availability = objectiveOf({
  indicator: { kind: 'gauge', metric: 'up', aggregate: 'average' },
  target: { atLeast: 0.999 },
  unit: 'ratio',
});
const cpu = objectiveOf({
  indicator: { kind: 'gauge', metric: 'cpu', aggregate: 'average' },
  target: { atMost: 0.6 },
  unit: 'ratio',
});

describe('a limit', () => {
  it.each([
    [0.9499, false],
    [0.95, true],
    [0.9501, true],
  ])('of at least 0.95 and a value of %d: met is %j', (value, expected) => {
    expect(meets(objectiveOf(), value)).toBe(expected);
  });

  it.each([
    [0.00099, true],
    [0.001, true],
    [0.00101, false],
  ])('of at most 0.001 and a value of %d: met is %j', (value, expected) => {
    expect(meets(errors, value)).toBe(expected);
  });
});

describe('an error budget', () => {
  it('is what a share may be bad, whichever way the target is put', () => {
    expect(errorBudget(objectiveOf())).toBeCloseTo(0.05, 12);
    expect(errorBudget(errors)).toBe(0.001);
    expect(errorBudget(availability)).toBeCloseTo(0.001, 12);
  });

  it('does not exist for a quantity that is no share of successes', () => {
    expect(errorBudget(cpu)).toBeNull();
    expect(burnRate(cpu, 0.9)).toBeNull();
  });

  it('burns at 1 exactly at the limit and in proportion elsewhere', () => {
    expect(burnRate(objectiveOf(), 0.95)).toBeCloseTo(1, 12);
    expect(burnRate(objectiveOf(), 1)).toBe(0);
    expect(burnRate(errors, 0.0144)).toBeCloseTo(14.4, 12);
  });
});
