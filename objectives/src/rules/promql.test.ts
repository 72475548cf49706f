import { describe, expect, it } from '@jest/globals';
import { bucketMatcher, equals, promDuration, promNumber, selector } from './promql.js';

describe('PromQL', () => {
  it.each([
    [15, '15s'],
    [60, '1m'],
    [90, '90s'],
    [7200, '2h'],
    [86_400, '1d'],
    [2_419_200, '4w'],
    [0.25, '250ms'],
    [0.0001, '1ms'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(promDuration(seconds)).toBe(text);
  });

  it.each([
    [1 - 0.95, '0.05'],
    [1 - 0.999, '0.001'],
    [0.02 * 28 * 24, '13.44'],
    [1e-7, '1e-7'],
    [52_428_800, '52428800'],
  ])('writes %d without the noise of binary fractions', (value, text) => {
    expect(promNumber(value)).toBe(text);
  });

  it('quotes what a label may hold', () => {
    expect(selector('up', equals({ job: 'a "b" \\ c\n' }))).toBe(String.raw`up{job="a \"b\" \\ c\n"}`);
    expect(selector('up')).toBe('up');
  });

  // The second is how client_golang and Prometheus 3 write the same edge.
  it.each([
    [0.2, 'le="0.2"', ['0.2']],
    [1, 'le=~"1|1[.]0"', ['1', '1.0']],
    [102_400, 'le=~"102400|102400[.]0"', ['102400', '102400.0']],
    [1_048_576, 'le=~"1048576|1048576[.]0|1[.]048576e[+]06"', ['1048576', '1.048576e+06']],
    [0.00005, 'le=~"0[.]00005|5e-05"', ['0.00005', '5e-05']],
    [0.000001, 'le=~"0[.]000001|1e-06"', ['0.000001', '1e-06']],
  ])('finds the bucket that ends at %d however it is written', (bound, matcher, spellings) => {
    const { value, operator } = bucketMatcher(bound);
    expect(selector('a', [bucketMatcher(bound)])).toBe(`a{${matcher}}`);
    const pattern =
      operator === '=' ? new Set([value]) : { has: (text: string) => new RegExp(`^(?:${value})$`).test(text) };
    expect(spellings.filter((spelling) => !pattern.has(spelling))).toEqual([]);
  });
});
