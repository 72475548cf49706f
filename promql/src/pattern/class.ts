import { escapeAt, literal } from './escape.js';
import { unsupportedPattern, type Piece } from './piece.js';

const memberAt = (pattern: string, at: number): Piece => {
  const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
  if (pattern.startsWith('[:', at)) throw unsupportedPattern(pattern, 'class `[:`');
  if (character === '\\') return escapeAt(pattern, at, true);
  // A hyphen stays: both read it as a range between two characters and as itself at an edge.
  return { source: character === '-' ? '-' : literal(character), next: at + character.length };
};

/** The class that begins at `[`. A `]` that comes first is a member. */
export const classAt = (pattern: string, start: number): Piece => {
  const negated = pattern[start + 1] === '^';
  let at = start + (negated ? 2 : 1);
  const first = at;
  let members = '';
  while (at < pattern.length && (pattern[at] !== ']' || at === first)) {
    const member = memberAt(pattern, at);
    members += member.source;
    at = member.next;
  }
  // An unfinished class is for JavaScript to complain of.
  return { source: `[${negated ? '^' : ''}${members}${at < pattern.length ? ']' : ''}`, next: at + 1 };
};
