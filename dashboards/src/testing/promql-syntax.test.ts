import { describe, expect, it } from '@jest/globals';
import { metricUses, rangesOf } from './promql-syntax.js';

describe('the reader of queries', () => {
  it('finds every metric with its conditions and the function applied to it', () => {
    const expr = 'sum by (a) (rate(x_total{job=~"$job",b!="c"}[$__rate_interval])) / on () (max_over_time(y[1h]) or z)';
    expect(metricUses(expr)).toEqual([
      { metric: 'x_total', matchers: ['job=~"$job"', 'b!="c"'], appliedFunction: 'rate' },
      { metric: 'y', matchers: [], appliedFunction: 'max_over_time' },
      { metric: 'z', matchers: [], appliedFunction: undefined },
    ]);
    expect(rangesOf(expr)).toEqual(['$__rate_interval', '1h']);
  });

  it.each(['sum by (a (x)', 'rate(x[5m)', 'x{a=b}', 'x +', ''])('refuses %j', (expr) => {
    expect(() => metricUses(expr)).toThrow(SyntaxError);
  });
});
