import { describe, expect, it } from '@jest/globals';
import { acceptedEncodings, chooseEncoding } from './accept-encoding.js';

const LARGE = 1_024;
const SMALL = 1_023;

describe('the coding of an answer', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip', 'gzip'],
    ['br', 'br'],
    ['gzip, deflate, br', 'br'],
    ['GZIP', 'gzip'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0.5, identity', 'identity'],
    ['gzip;q=0', 'identity'],
    ['deflate', 'identity'],
    ['gzip;q=0.5', 'gzip'],
    ['identity;q=0, gzip', 'gzip'],
    ['*;q=0, br', 'br'],
  ])('where the client says %p is %p', (header, expected) => {
    expect(chooseEncoding(acceptedEncodings(header), LARGE)).toBe(expected);
  });

  it.each(['identity;q=0', '*;q=0', 'br;q=0, gzip;q=0, identity;q=0', 'deflate, identity;q=0'])(
    'is none where the client says %p',
    (header) => {
      expect(() => chooseEncoding(acceptedEncodings(header), LARGE)).toThrow('leaves none');
    },
  );

  it('is plain below 1 KiB, unless that is refused', () => {
    expect(chooseEncoding(acceptedEncodings('gzip, br'), SMALL)).toBe('identity');
    expect(chooseEncoding(acceptedEncodings('gzip, identity;q=0'), SMALL)).toBe('gzip');
  });

  it('is the same for any number of ways to ask', () => {
    for (let count = 0; count < 1_000; count += 1) {
      expect(chooseEncoding(acceptedEncodings(`gzip, x${count}`), LARGE)).toBe('gzip');
    }
  });
});
