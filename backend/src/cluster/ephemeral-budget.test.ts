import { describe, expect, it } from '@jest/globals';
import { EphemeralBudget } from './ephemeral-budget.js';

const taken = (budget: EphemeralBudget, channels: number, each: number, nowMs = 0): number => {
  let count = 0;
  for (let channel = 0; channel < channels; channel++) {
    for (let turn = 0; turn < each; turn++) if (budget.take(`c${channel}`, nowMs)) count++;
  }
  return count;
};

describe('what nobody misses', () => {
  it('goes to other nodes ten times a second in a channel', () => {
    const budget = new EphemeralBudget();
    expect(taken(budget, 1, 11, 999)).toBe(10);
    expect(taken(budget, 1, 11, 1_000)).toBe(10);
  });

  it('goes 500 times a second in all', () => {
    const budget = new EphemeralBudget();
    expect(taken(budget, 100, 10)).toBe(500);
  });

  it('of one loud channel leaves the others theirs', () => {
    const budget = new EphemeralBudget();
    expect(taken(budget, 1, 10_000)).toBe(10);
    expect(budget.take('another', 0)).toBe(true);
  });
});
