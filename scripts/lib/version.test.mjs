import { expect, test } from '@jest/globals';
import { isAtLeast } from './version.mjs';

test.each([
  ['20.19.0', '>=20.19', true],
  ['20.18.9', '>=20.19', false],
  ['22.0.0', '>=20.19', true],
  ['8.9.0', '8.21.0', false],
  ['2.42.0+ds-5+deb12u1', '2.40', true],
  ['7', '7.0.0', true],
])('%s satisfies %s: %s', (version, floor, expected) => {
  expect(isAtLeast(version, floor)).toBe(expected);
});
