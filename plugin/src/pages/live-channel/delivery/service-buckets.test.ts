import { expect, it } from '@jest/globals';
import type { Series } from '../../../data/prometheus';
import { serviceBuckets } from './service-buckets';

const series = (le: string, values: number[]): Series => ({
  labels: { le },
  legend: le,
  times: values.map(() => 0),
  values,
});

it('makes one histogram of cumulative buckets over time, in whatever order they come', () => {
  const answer = [series('+Inf', [4, 6]), series('0.01', [1, NaN]), series('0.05', [3, 5])];
  expect(serviceBuckets(answer)).toEqual({ edges: [0.01, 0.05], counts: [1, 7, 2] });
});

it('has no negative bucket where Prometheus extrapolated one further than the next', () => {
  expect(serviceBuckets([series('0.01', [5.02]), series('0.05', [5.01]), series('+Inf', [5.02])])?.counts).toEqual([
    5.02,
    0,
    expect.closeTo(0.01, 5),
  ]);
});

it.each([
  ['no series', []],
  ['nothing observed', [series('0.01', [0]), series('+Inf', [0])]],
  ['no bucket of all', [series('0.01', [5])]],
])('is nothing with %s', (_, answer) => {
  expect(serviceBuckets(answer)).toBeUndefined();
});
