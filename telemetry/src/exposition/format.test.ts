import { describe, expect, it } from '@jest/globals';
import { formatEdge, formatValue } from './format.js';

describe('formatEdge', () => {
  // As Prometheus 3 stores them: Go's strconv.FormatFloat(edge, 'g', -1, 64), with ".0" for a whole number.
  it.each([
    [0, '0.0'],
    [1, '1.0'],
    [0.1, '0.1'],
    [2.5, '2.5'],
    [100_000, '100000.0'],
    [999_999, '999999.0'],
    [1_000_000, '1e+06'],
    [1_048_576, '1.048576e+06'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [-1, '-1.0'],
    [Infinity, '+Inf'],
  ])('writes %d as %s', (edge, text) => {
    expect(formatEdge(edge)).toBe(text);
  });
});

describe('formatValue', () => {
  it.each([
    [1.5, '1.5'],
    [NaN, 'NaN'],
    [Infinity, '+Inf'],
    [-Infinity, '-Inf'],
  ])('writes %d as %s', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });
});
