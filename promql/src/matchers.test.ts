import { describe, expect, test } from '@jest/globals';
import { compileMatcher } from './matchers.js';

const matches = (pattern: string, value: string): boolean =>
  compileMatcher({ label: 'l', operator: '=~', value: pattern })(value);

describe('conditions', () => {
  test.each([
    ['=', 'a', 'a', true],
    ['=', 'a', 'ab', false],
    ['!=', 'a', '', true],
    ['=~', 'a|b', 'b', true],
    ['=~', 'a|b', 'ab', false],
    ['!~', 'a.*', 'abc', false],
    ['!~', 'a.*', 'b', true],
  ] as const)('%s %j of %j is %j', (operator, value, labelValue, expected) => {
    expect(compileMatcher({ label: 'l', operator, value })(labelValue)).toBe(expected);
  });
});

describe('patterns of RE2', () => {
  test.each([
    ['5..', '503', true],
    ['5..', '5033', false],
    ['.+', '', false],
    ['a.b', 'a\nb', false],
    ['(?i)GET', 'get', true],
    ['\\/livez|\\/metrics', '/metrics', true],
    ['a\\-b\\_c', 'a-b_c', true],
    ['/api/files.*|/x', '/api/files/1', true],
    ['{a}', '{a}', true],
    ['a{,2}', 'a{,2}', true],
    ['a{2}', 'aa', true],
    ['[]a]+', ']a', true],
    ['[^]a]', 'b', true],
    ['[a\\-z]', 'm', false],
    ['[.$]', '$', true],
    ['\\s', '\v', false],
    ['\\s', ' ', true],
    ['[\\s]x', '\tx', true],
    ['\\x41\\x{1F600}', 'A😀', true],
    ['.', '😀', true],
    ['(?P<x>a)b', 'ab', true],
    ['\\Aa\\z', 'a', true],
    ['(a|b)?c', 'c', true],
    ['(a)+', 'aaa', true],
  ])('%j on %j is %j', (pattern, value, expected) => {
    expect(matches(pattern, value)).toBe(expected);
  });

  test.each([
    ['(?=a)b', 'group `(?=`'],
    ['(?<!a)b', 'group `(?<`'],
    ['a(?i)b', 'group `(?i`'],
    ['(a)\\1', 'escape `\\1`'],
    ['\\pL', 'escape `\\p`'],
    ['[[:alpha:]]', 'class `[:`'],
    ['\\Qa\\E', 'escape `\\Q`'],
    ['[\\b]', 'escape `\\b`'],
    ['(a+)+', 'a repetition of what itself varies'],
    ['((a|b)c)*', 'a repetition of what itself varies'],
    ['(a?){20}', 'a repetition of what itself varies'],
    ['.*a.*b.*c.*', 'a match in so many ways'],
    ['((.*a.*b).*c).*d', 'a match in so many ways'],
    ['(x|.*.*.*).*', 'a match in so many ways'],
    ['.{0,500}'.repeat(4), 'a match in so many ways'],
    ['a?'.repeat(24), 'a match in so many ways'],
    ['a{1001}', 'more than 1000 repetitions'],
    ['a'.repeat(2001), 'more than 2000 characters'],
  ])('%j is refused by name', (pattern, what) => {
    expect(() => matches(pattern, '')).toThrow(
      expect.objectContaining({ code: 'query_unsupported', message: expect.stringContaining(what) }),
    );
  });

  test.each(['(', 'a)', '[a', 'a**', '*', 'a\\', '[z-a]'])('%j is no pattern', (pattern) => {
    expect(() => matches(pattern, '')).toThrow(expect.objectContaining({ name: 'PromqlError' }));
  });

  test.each([
    ['.*a.*|.*b.*|.*c.*', 'xcx'],
    ['(.*a.*|.*b.*|.*c.*)d', 'xcxd'],
    ['.*a.*b.*', 'xaxbx'],
    ['a?'.repeat(23), 'aa'],
    ['a{5}b{5}c{5}d{5}.*', 'aaaaabbbbbcccccddddd'],
  ])('%j is not too much: alternatives count apart', (pattern, value) => {
    expect(matches(pattern, value)).toBe(true);
  });

  test('the worst that is taken comes to an end', () => {
    const value = 'a'.repeat(200);
    expect(matches('.*.*.*b', value)).toBe(false);
    expect(matches(`${'a?'.repeat(20)}${'a'.repeat(20)}b`, 'a'.repeat(39))).toBe(false);
  });
});
