import { describe, expect, it } from '@jest/globals';
import { toFileName } from './file-name.js';

const name = (given: string | undefined): string => toFileName(given, 'file.txt');

describe('the name of a file', () => {
  it.each([
    ['plan.pdf', 'plan.pdf'],
    ['Übersicht 世界 👩‍👩‍👧.txt', 'Übersicht 世界 👩‍👩‍👧.txt'],
    ['  spaced.txt ', 'spaced.txt'],
    ['.env', '.env'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ann\\notes.txt', 'notes.txt'],
    ['a/b\\c', 'c'],
    ['line\r\nSet-Cookie: a=b.txt', 'lineSet-Cookie: a=b.txt'],
    ['nul\0.png', 'nul.png'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['a\u2028b\u0085c', 'abc'],
    ['lone\ud800.txt', 'lone\ufffd.txt'],
  ])('of %j is %j', (given, expected) => {
    expect(name(given)).toBe(expected);
  });

  it.each([undefined, '', '.', '..', '...', 'a/', '../', '\0', '   '])(
    'falls back where %j leaves nothing',
    (given) => {
      expect(name(given)).toBe('file.txt');
    },
  );

  it.each([
    ['ASCII', `${'a'.repeat(251)}.png`, `${'a'.repeat(251)}.png`],
    ['one over', `${'a'.repeat(252)}.png`, `${'a'.repeat(251)}.png`],
    ['characters of four bytes, never cut in two', `${'👋'.repeat(100)}.png`, `${'👋'.repeat(62)}.png`],
    ['no extension', 'é'.repeat(200), 'é'.repeat(127)],
    ['an extension too long to be one', `a.${'b'.repeat(400)}`, `a.${'b'.repeat(253)}`],
  ])('has at most 255 bytes: %s', (_, given, expected) => {
    expect(name(given)).toBe(expected);
  });
});
