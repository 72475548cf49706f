import { describe, expect, test } from '@jest/globals';
import { ask, load } from '../testing/load.js';

/** A function's value at a moment for a series of these samples, one a minute; undefined for none. */
const valueOf = (samples: string, call: string, seconds: number): unknown => {
  const answer = ask(load({ 'm{a="b"}': samples }), call.replace('#', 'm'), seconds) as Record<string, number>;
  return answer['{a="b"}'] ?? answer['m{a="b"}'];
};

describe('rates', () => {
  test.each([
    ['a window full of samples needs no extrapolation', '0 60 120 180 240 300', 'rate(#[5m])', 300, 1],
    ['increase is the rate times the window', '0 60 120 180 240 300', 'increase(#[5m])', 300, 300],
    ['both edges are near: carried on to them', '0 60 120 180 240 300', 'increase(#[5m])', 330, 300],
    ['a counter is not carried on to before its 0', '_ _ _ 0 60 120', 'increase(#[5m])', 300, 120],
    ['nor further than where it would have been 0', '_ _ _ 30 60 90', 'increase(#[5m])', 300, 90],
    ['an edge that is far: by half a distance', '10 20 30', 'delta(#[5m])', 300, 25],
    ['a gauge may be carried on below 0', '_ _ _ 0 60 120', 'delta(#[5m])', 300, 150],
    ['a fall is a new beginning', '0 10 20 5 15 25', 'increase(#[5m])', 300, 45],
    ['to delta it is a fall', '0 10 20 5 15 25', 'delta(#[5m])', 300, 25],
    ['a fall before the window does not count', '90 10 20 30', 'increase(#[2m])', 180, 20],
    ['one between its first two samples does', '90 10 20 30', 'increase(#[3m])', 180, 30],
    ['one sample is not enough', '_ _ 5', 'rate(#[5m])', 120, undefined],
    ['nothing happened', '7 7 7', 'rate(#[2m])', 120, 0],
    ['irate looks at the last two', '0 10 40', 'irate(#[5m])', 120, 0.5],
    ['which may be a new beginning', '0 40 30', 'irate(#[5m])', 120, 0.5],
    ['idelta too', '0 40 30', 'idelta(#[5m])', 120, -10],
    ['irate needs two', '_ _ 1', 'irate(#[1m])', 120, undefined],
    ['NaN spoils it', '0 NaN NaN', 'rate(#[2m])', 120, NaN],
  ])('%s', (_, samples, call, seconds, expected) => {
    expect(valueOf(samples, call, seconds)).toEqual(expected);
  });
});

describe('deriv', () => {
  test.each([
    ['is the slope a second', '10 70 130', 1],
    ['of the line with the least squares', '0 60 0 60', 0.2],
    ['0 on a level', '5 5 5', 0],
    ['not a number at infinity', 'Inf Inf', NaN],
    ['and nothing of one sample', '5', undefined],
  ])('%s', (_, samples, expected) => {
    expect(valueOf(samples, 'deriv(#[10m])', 180)).toEqual(expected);
  });
});

describe('functions over time', () => {
  test.each([
    ['avg_over_time(#[5m])', '1 2 6', 3],
    ['avg_over_time(#[5m])', 'Inf -Inf', NaN],
    ['avg_over_time(#[5m])', 'Inf 1', Infinity],
    ['sum_over_time(#[5m])', '1e100 1 -1e100', 1],
    ['sum_over_time(#[5m])', '1 Inf 1', Infinity],
    ['sum_over_time(#[5m])', '1 NaN', NaN],
    ['min_over_time(#[5m])', 'NaN 3 1', 1],
    ['max_over_time(#[5m])', 'NaN 3 1 NaN', 3],
    ['max_over_time(#[5m])', 'NaN', NaN],
    ['max_over_time(#[5m])', '-5 -7', -5],
    ['count_over_time(#[5m])', '1 NaN _ 4', 3],
    ['present_over_time(#[5m])', '0 0', 1],
    ['last_over_time(#[5m])', '1 2 _', 2],
    ['changes(#[5m])', '1 1 2 NaN NaN 2', 3],
    ['resets(#[5m])', '3 1 2 1 NaN 0', 2],
    ['quantile_over_time(0.5, #[5m])', '4 1 3 2', 2.5],
    ['quantile_over_time(0.25, #[5m])', '1 2 3 4', 1.75],
    ['quantile_over_time(0, #[5m])', '3 1 2', 1],
    ['quantile_over_time(1, #[5m])', '3 1 2', 3],
    ['quantile_over_time(-0.1, #[5m])', '3 1 2', -Infinity],
    ['quantile_over_time(1.1, #[5m])', '3 1 2', Infinity],
    ['quantile_over_time(NaN, #[5m])', '3 1 2', NaN],
    ['quantile_over_time(0, #[5m])', '3 NaN 2', NaN],
    ['quantile_over_time(1, #[5m])', '3 NaN 2', 3],
  ])('%s of %j is %j', (call, samples, expected) => {
    expect(valueOf(samples, call, 300)).toEqual(expected);
  });

  test('only last_over_time keeps the name', () => {
    const source = load({ 'm{a="b"}': '1' });
    expect(ask(source, 'last_over_time(m[1m])', 0)).toEqual({ 'm{a="b"}': 1 });
    expect(ask(source, 'max_over_time(m[1m])', 0)).toEqual({ '{a="b"}': 1 });
  });

  test('series that differ by their name alone cannot lose it', () => {
    const source = load({ m1: '1 1', m2: '2 2' });
    expect(() => ask(source, 'rate({__name__=~"m."}[1m])', 60)).toThrow(
      'vector cannot contain metrics with the same labelset',
    );
    expect(ask(source, 'last_over_time({__name__=~"m."}[1m])', 60)).toEqual({ m1: 1, m2: 2 });
  });
});
