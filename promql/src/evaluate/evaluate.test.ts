import { describe, expect, test } from '@jest/globals';
import { parse } from '../parse/parse.js';
import { ask, askRange, load } from '../testing/load.js';
import { evaluateInstant, evaluateRange } from './evaluate.js';

const source = load({ 'm{a="1"}': '1 2 3', 'm{a="2"}': '4 5 6' });
const range = { startMs: 0, endMs: 120_000, stepMs: 60_000 };

describe('what a query gives', () => {
  test.each([
    ['m{a="1"}', { type: 'vector', timeMs: 0, samples: [{ labels: { __name__: 'm', a: '1' }, value: 1 }] }],
    ['2 * 3', { type: 'scalar', timeMs: 0, value: 6 }],
    ['"text"', { type: 'string', timeMs: 0, value: 'text' }],
  ])('%s', (query, expected) => {
    expect(evaluateInstant(parse(query), source, 0)).toEqual(expected);
  });

  test('over a range is always a matrix', () => {
    expect(evaluateRange(parse('sum(m)'), source, range)).toEqual({
      type: 'matrix',
      series: [{ labels: {}, times: Float64Array.of(0, 60_000, 120_000), values: Float64Array.of(5, 7, 9) }],
    });
  });

  test.each(['m[5m]', '"text"', 'm[5m:1m]'])('%s has no points over a range', (query) => {
    expect(() => evaluateRange(parse(query), source, range)).toThrow('must be Scalar or instant Vector');
  });
});

describe('bounds', () => {
  test.each([
    [{ ...range, stepMs: 0 }, 'zero or negative query resolution step'],
    [{ ...range, stepMs: -1 }, 'zero or negative query resolution step'],
    [{ ...range, stepMs: NaN }, 'zero or negative query resolution step'],
    [{ ...range, endMs: -1 }, 'end timestamp must not be before start time'],
    [{ ...range, endMs: 11_001, stepMs: 1 }, 'exceeded maximum resolution of 11,000 points'],
  ])('%j is refused', (wrong, message) => {
    expect(() => askRange(source, 'm', wrong)).toThrow(message);
  });

  test('as many steps as Prometheus allows are allowed', () => {
    expect(evaluateRange(parse('1'), source, { startMs: 0, endMs: 11_000, stepMs: 1 }).series[0]?.times.length).toBe(
      11_001,
    );
  });

  test.each(['m', 'count_over_time(m[1h])', 'm + m', 'sum(m)', 'max_over_time(vector(1)[1h:1s])', 'abs(m)'])(
    'an evaluation of %s that looks at too much is ended',
    (query) => {
      expect(() => askRange(source, query, range, { maxSamples: 65 })).toThrow(
        expect.objectContaining({ code: 'query_too_large' }),
      );
    },
  );

  test('subqueries of countless steps are ended before they begin', () => {
    expect(() => ask(source, 'max_over_time(vector(1)[100y:1ms])', 0)).toThrow(
      expect.objectContaining({ code: 'query_too_large' }),
    );
  });

  test('an evaluation that takes too long is ended', () => {
    let nowMs = 0;
    const now = (): number => {
      nowMs += 10;
      return nowMs;
    };
    expect(ask(source, 'sum(m)', 0, { timeoutMs: 1_000, now })).toEqual({ '{}': 5 });
    expect(() => ask(source, 'sum(m)', 0, { timeoutMs: 5, now })).toThrow(
      expect.objectContaining({ code: 'query_timeout', message: 'query timed out: it took longer than 5 ms' }),
    );
  });

  test('a selector is asked for its samples once, for all steps together', () => {
    const asked: [number, number][] = [];
    const counting = {
      select: (matchers: Parameters<typeof source.select>[0], from: number, to: number) => {
        asked.push([from, to]);
        return source.select(matchers, from, to);
      },
    };
    evaluateRange(parse('rate(m[1m] offset 30s)'), counting, range);
    expect(asked).toEqual([[-90_001, 90_000]]);
  });
});
