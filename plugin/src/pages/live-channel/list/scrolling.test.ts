import { expect, it } from '@jest/globals';
import { isAtEnd, isLong, wantsOlder } from './scrolling';

const view = (scrollTop: number, scrollHeight = 10_000) => ({ scrollTop, scrollHeight, clientHeight: 500 });

it.each([
  [9_500, true],
  [9_476, true],
  [9_475, false],
  [9_501, true],
])('a list of 10,000 pixels in a view of 500 at %i is at its end: %s', (scrollTop, expected) => {
  expect(isAtEnd(view(scrollTop))).toBe(expected);
});

it.each([
  [799, 10_000, true],
  [800, 10_000, false],
  [0, 10_000, true],
  [0, 400, false],
])('asks for older messages at %i of %i pixels: %s', (scrollTop, scrollHeight, expected) => {
  expect(wantsOlder(view(scrollTop, scrollHeight))).toBe(expected);
});

it.each([
  ['', false],
  ['a'.repeat(1_200), false],
  ['a'.repeat(1_201), true],
  [Array(12).fill('line').join('\n'), false],
  [Array(13).fill('line').join('\n'), true],
])('shows a text in part only when it is long', (content, expected) => {
  expect(isLong(content)).toBe(expected);
});
