import { describe, expect, it } from '@jest/globals';
import { formatJson } from './json.js';

describe('formatted JSON', () => {
  it('opens objects and keeps a short list of plain values on its line', () => {
    expect(formatJson({ a: {}, b: [1, 'two', null], c: [{ d: true }] })).toBe(
      '{\n  "a": {},\n  "b": [1, "two", null],\n  "c": [\n    {\n      "d": true\n    }\n  ]\n}',
    );
  });

  it.each([
    [106, 1],
    [107, 3],
  ])('breaks a list when its line passes 120 columns: %d characters of text give %d lines', (length, lines) => {
    // Two spaces, "key": , [" and "], are the other 14 columns and a comma may follow.
    const list = formatJson({ key: ['x'.repeat(length)] })
      .split('\n')
      .slice(1, -1);
    expect(list).toHaveLength(lines);
  });
});
