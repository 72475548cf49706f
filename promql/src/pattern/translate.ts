import { classAt } from './class.js';
import { escapeAt } from './escape.js';
import { unsupportedPattern, type Piece } from './piece.js';
import { Repetitions } from './repetitions.js';

/** Longer patterns are refused. */
const MAX_LENGTH = 2_000;

/** `(`, `(?:` and `(?P<name>`; looking around does not exist in RE2, flags within a pattern not here. */
const groupAt = (pattern: string, at: number): Piece => {
  if (pattern[at + 1] !== '?') return { source: '(', next: at + 1 };
  if (pattern.startsWith('(?:', at)) return { source: '(?:', next: at + 3 };
  const named = /^\(\?P?<([A-Za-z]\w*)>/.exec(pattern.slice(at));
  if (named?.[1] !== undefined) return { source: `(?<${named[1]}>`, next: at + named[0].length };
  throw unsupportedPattern(pattern, `group \`${pattern.slice(at, at + 3)}\``);
};

const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/;

const repetitionAt = (pattern: string, at: number): string | undefined => QUANTIFIER.exec(pattern.slice(at))?.[0];

const pieceAt = (pattern: string, at: number): Piece => {
  const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
  if (character === '\\') return escapeAt(pattern, at);
  if (character === '[') return classAt(pattern, at);
  if (character === '(') return groupAt(pattern, at);
  // Alone they are themselves in RE2, and an error in JavaScript.
  if ('{}]'.includes(character)) return { source: `\\${character}`, next: at + 1 };
  return { source: character, next: at + character.length };
};

/**
 * The JavaScript source (flag `u`) of a pattern of RE2, the part of it that both understand alike; `ignoreCase` tells of
 * `(?i)` at its start.
 * @throws PromqlError `query_unsupported`, naming what is left out: other flags, classes such as `\pL` and `[[:alpha:]]`,
 *   and repetitions of what itself repeats, which JavaScript may take for ever to try.
 */
export const translatePattern = (pattern: string): { source: string; ignoreCase: boolean } => {
  if (pattern.length > MAX_LENGTH)
    throw unsupportedPattern(`${pattern.slice(0, 20)}…`, `more than ${MAX_LENGTH} characters`);
  const ignoreCase = pattern.startsWith('(?i)');
  const repetitions = new Repetitions(pattern);
  let source = '';
  let at = ignoreCase ? 4 : 0;
  while (at < pattern.length) {
    const quantifier = repetitionAt(pattern, at);
    if (quantifier === undefined) {
      const piece = pieceAt(pattern, at);
      repetitions.piece(pattern.slice(at, piece.next));
      source += piece.source;
      at = piece.next;
    } else {
      repetitions.quantifier(quantifier);
      source += quantifier;
      at += quantifier.length;
    }
  }
  return { source, ignoreCase };
};
