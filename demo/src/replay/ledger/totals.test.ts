import { describe, expect, it } from '@jest/globals';
import { faultCount, NO_TOTALS, sumOf, withRepaired } from './totals.js';

describe('sumOf', () => {
  it('adds up every count, and is nothing of nothing', () => {
    const totals = { ...NO_TOTALS, sent: 2, lost: 1 };
    expect(sumOf([totals, totals, { ...NO_TOTALS, doubled: 4 }])).toEqual({
      ...NO_TOTALS,
      sent: 4,
      lost: 2,
      doubled: 4,
    });
    expect(sumOf([])).toEqual(NO_TOTALS);
  });
});

describe('faultCount', () => {
  it('counts what broke a promise, and not what is under way or of others', () => {
    const totals = { ...NO_TOTALS, sent: 9, delivered: 9, unacknowledged: 3, inFlight: 5, fromOthers: 2 };
    expect(faultCount(totals)).toBe(0);
    expect(faultCount({ ...totals, failed: 1, lost: 1, doubled: 1, outOfOrder: 1, wrongContent: 1 })).toBe(5);
  });
});

describe('withRepaired', () => {
  it('counts what the clients made good as faults', () => {
    const totals = withRepaired({ ...NO_TOTALS, doubled: 1 }, { repeatedEntries: 2, holes: 3 });
    expect(totals).toEqual({ ...NO_TOTALS, doubled: 3, outOfOrder: 3 });
  });
});
