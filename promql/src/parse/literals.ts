import type { SyntaxNode } from '@lezer/common';
import type { Query } from './query.js';

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  y: 365 * 86_400_000,
};

const isDuration = (text: string): boolean => /^(?:\d+(?:ms|[smhdwy]))+$/.test(text);

/** A duration in milliseconds, above 0. `1h30m` adds up; a year has 365 days. */
export const durationAt = (query: Query, node: SyntaxNode): number => {
  const text = query.text.slice(node.from, node.to);
  if (/^[\d.]+$/.test(text)) throw query.malformed(node.from, `missing unit character in duration "${text}"`);
  if (!isDuration(text)) throw query.unsupported(node.from, `duration \`${text}\``);
  let durationMs = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g))
    durationMs += Number(count) * (UNIT_MS[unit ?? ''] ?? 0);
  if (durationMs === 0) throw query.malformed(node.from, 'duration must be greater than 0');
  if (!Number.isSafeInteger(durationMs)) throw query.malformed(node.from, `duration "${text}" out of range`);
  return durationMs;
};

const NAMED: Readonly<Record<string, number>> = { inf: Infinity, nan: NaN };

/** A number without a sign: decimal, hexadecimal, octal with a leading 0, `Inf` or `NaN`. */
export const numberOf = (query: Query, at: number, text: string): number => {
  const named = NAMED[text.toLowerCase()];
  if (named !== undefined) return named;
  if (isDuration(text)) throw query.unsupported(at, `duration \`${text}\` as a number`);
  if (text.includes('_')) throw query.unsupported(at, `number \`${text}\``);
  return /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text);
};

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

const ESCAPE = /\\(?:x([0-9A-Fa-f]{2})|([0-7]{3})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.?))/gs;

/** A text without its quotes and escapes; between back quotes nothing is an escape. */
export const stringAt = (query: Query, node: SyntaxNode): string => {
  const quoted = query.text.slice(node.from, node.to);
  const quote = quoted[0];
  if (!/^(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)$/.test(quoted))
    throw query.malformed(node.from, 'unterminated quoted string');
  const inner = quoted.slice(1, -1);
  if (quote === '`') return inner;
  const resolve = (
    escape: string,
    hex?: string,
    octal?: string,
    short?: string,
    long?: string,
    one?: string,
  ): string => {
    if (one !== undefined) {
      const simple = one === quote ? one : SIMPLE[one];
      if (simple === undefined) throw query.malformed(node.from, `unknown escape sequence ${escape}`);
      return simple;
    }
    const code = octal === undefined ? Number.parseInt(hex ?? short ?? long ?? '', 16) : Number.parseInt(octal, 8);
    // Escaped bytes above ASCII are parts of UTF-8 in Go; nobody writes them.
    const isByte = hex !== undefined || octal !== undefined;
    if (code > (isByte ? 0x7f : 0x10ffff)) throw query.unsupported(node.from, `escape \`${escape}\``);
    return String.fromCodePoint(code);
  };
  return inner.replaceAll(ESCAPE, resolve);
};
