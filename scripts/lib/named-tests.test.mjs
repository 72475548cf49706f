import { describe, expect, test } from '@jest/globals';
import { missingTests } from './named-tests.mjs';

/** @type {Record<string, string>} */
const sources = { 'a/b.test.ts': `it('works', ...); it("it's whole", ...); ])('takes %s', ...);` };
/** @param {string} file */
const read = (file) => sources[file];

describe('tests that a document names', () => {
  test('are there', () => {
    expect(missingTests("| `a/b.test.ts` “works”, “it's whole”<br>`a/b.test.ts` “takes %s” |", read)).toEqual([]);
  });

  test('are missed when they are gone, or part of another name', () => {
    expect(missingTests('`a/b.test.ts` “works”, “work”', read)).toEqual(['a/b.test.ts has no test “work”.']);
  });

  test('are missed with their file', () => {
    expect(missingTests('`c.test.ts` “works”', read)).toEqual([
      'c.test.ts is not there, and should hold the test “works”.',
    ]);
  });
});
