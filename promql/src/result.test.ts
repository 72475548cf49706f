import { expect, it } from '@jest/globals';
import { formatSampleValue, queryData } from './result.js';

it.each([
  [0.1 + 0.2, '0.30000000000000004', '0.30000000000000004'],
  [-0, '-0', '-0'],
  [1e-7, '1e-07', '0.0000001'],
  [-1.25e-9, '-1.25e-09', '-0.00000000125'],
  [5e-324, '5e-324', `0.${'0'.repeat(323)}5`],
  [1e21, '1e+21', '1000000000000000000000'],
  [-1.2345e22, '-1.2345e+22', '-12345000000000000000000'],
  [NaN, 'NaN', 'NaN'],
  [-Infinity, '-Inf', '-Inf'],
])('%f is written %s in a sample, %s as a scalar', (value, sample, scalar) => {
  expect(formatSampleValue(value)).toBe(sample);
  expect(queryData({ type: 'scalar', timeMs: 1500, value })).toEqual({ resultType: 'scalar', result: [1.5, scalar] });
});
