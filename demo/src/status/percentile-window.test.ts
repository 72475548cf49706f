import { describe, expect, it } from '@jest/globals';
import { PercentileWindow } from './percentile-window.js';

function windowWith(durations: readonly number[], intervals = 3): PercentileWindow {
  const window = new PercentileWindow(intervals);
  for (const ms of durations) window.record(ms);
  return window;
}

describe('PercentileWindow', () => {
  it('knows nothing before the first duration', () => {
    expect(new PercentileWindow(3).recent()).toBeUndefined();
    expect(new PercentileWindow(3).overall()).toBeUndefined();
  });

  it('tells percentiles at most 5 % too high', () => {
    const { p50, p95, p99 } = windowWith(Array.from({ length: 1_000 }, (_, index) => index + 1)).recent() ?? {};
    for (const [told, exact] of [
      [p50, 500],
      [p95, 950],
      [p99, 990],
    ] as const) {
      expect(told).toBeGreaterThanOrEqual(exact);
      expect(told).toBeLessThanOrEqual(exact * 1.05);
    }
  });

  it.each([
    ['one duration', [7], 7],
    ['many of the same', Array.from({ length: 99 }, () => 20), 20],
  ])('tells %s for all percentiles', (_name, durations, expected) => {
    const { p50, p99 } = windowWith(durations).recent() ?? {};
    expect(p50).toBe(p99);
    expect(p50).toBeGreaterThanOrEqual(expected);
    expect(p50).toBeLessThanOrEqual(expected * 1.05);
  });

  it('takes what is too small or too large for its buckets into the outermost', () => {
    expect(windowWith([0]).recent()?.p50).toBeCloseTo(0.1);
    const longest = windowWith([10 ** 9]).recent()?.p50;
    expect(longest).toBeGreaterThanOrEqual(60_000);
    expect(longest).toBeLessThan(66_000);
  });

  it('forgets an interval when as many have ended after it, but not in the percentiles of all time', () => {
    const window = windowWith([1_000], 3);
    window.advance();
    window.record(1);
    window.advance();
    expect(window.recent()?.p99).toBeGreaterThan(900);
    window.advance();
    expect(window.recent()?.p99).toBeLessThan(2);
    window.advance();
    window.advance();
    expect(window.recent()).toBeUndefined();
    expect(window.overall()?.p99).toBeGreaterThan(900);
  });

  it('counts the running interval among all time', () => {
    expect(windowWith([5]).overall()?.p50).toBeGreaterThanOrEqual(5);
  });
});
