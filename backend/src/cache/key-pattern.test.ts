import { describe, expect, it } from '@jest/globals';
import { matchesPattern } from './key-pattern.js';

describe('a key pattern', () => {
  it.each([
    ['a', 'a', true],
    ['a', 'ab', false],
    ['*', '', true],
    ['a*', 'abc', true],
    ['a*', 'ba', false],
    ['*c', 'abc', true],
    ['a*c', 'ac', true],
    ['a*a', 'a', false],
    ['a*b*c', 'a1b2c', true],
    ['a*b*c', 'acb', false],
    ['**', 'x', true],
    ['a.c', 'abc', false],
  ])('%p against the key %p is %p', (pattern, key, expected) => {
    expect(matchesPattern(pattern, key)).toBe(expected);
  });
});
