import { unsupportedPattern, type Piece } from './piece.js';

const SAME = new Set(['d', 'D', 'w', 'W', 'b', 'B', 'n', 'r', 't', 'f', 'v']);
const SPACE = '\\t\\n\\f\\r ';
const EDGES: Readonly<Record<string, string>> = { A: '^', z: '$' };

/** A character that stands for itself, as JavaScript's flag `u` wants it written. */
export const literal = (character: string): string =>
  /[\^$\\.*+?()[\]{}|/-]/.test(character) ? hexadecimal(character.charCodeAt(0)) : character;

const hexadecimal = (code: number): string => `\\u{${code.toString(16)}}`;

const codeAt = (pattern: string, at: number): Piece | undefined => {
  const match = /^\\x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})/.exec(pattern.slice(at));
  if (match === null) return undefined;
  const code = Number.parseInt(match[1] ?? match[2] ?? '', 16);
  return code > 0x10ffff ? undefined : { source: hexadecimal(code), next: at + match[0].length };
};

const letterAt = (letter: string, inClass: boolean): string | undefined => {
  if (letter === 'b' || letter === 'B') return inClass ? undefined : `\\${letter}`;
  if (SAME.has(letter)) return `\\${letter}`;
  if (letter === 's') return inClass ? SPACE : `[${SPACE}]`;
  if (inClass) return undefined;
  // JavaScript's own \s knows more kinds of space than RE2's.
  return letter === 'S' ? `[^${SPACE}]` : EDGES[letter];
};

/**
 * The escape that begins at a backslash; `inClass` between brackets.
 * @throws PromqlError `query_unsupported` for those that JavaScript reads otherwise, back references among them.
 */
export const escapeAt = (pattern: string, at: number, inClass = false): Piece => {
  const character = pattern[at + 1];
  const code = codeAt(pattern, at);
  if (code !== undefined) return code;
  if (character === undefined || /[A-Za-z0-9]|[^\0-\x7f]/.test(character)) {
    const source = letterAt(character ?? '', inClass);
    if (source === undefined) throw unsupportedPattern(pattern, `escape \`\\${character ?? ''}\``);
    return { source, next: at + 2 };
  }
  return { source: literal(character), next: at + 2 };
};
