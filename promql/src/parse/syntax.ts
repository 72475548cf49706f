import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode, Tree } from '@lezer/common';
import type { PromqlError } from '../errors.js';
import type { Query } from './query.js';

const strict = parser.configure({ strict: true });

/** Things that may come next, and how one of each is written. */
const CANDIDATES: readonly (readonly [string, string])[] = [
  ['x', 'an expression'],
  ['"x"', 'a string'],
  ['5m', 'a duration'],
  ['+ x', 'an operator'],
  ['=', '"="'],
  [',', '","'],
  ['(', '"("'],
  [')', '")"'],
  [']', '"]"'],
  ['}', '"}"'],
];

/** Offset at which a text stops being PromQL; undefined if it is some. */
const brokenAt = (text: string): number | undefined => {
  try {
    strict.parse(text);
    return undefined;
  } catch (error) {
    const at = /^No parse at (\d+)$/.exec(error instanceof Error ? error.message : '')?.[1];
    if (at === undefined) throw error;
    return Number(at);
  }
};

/** What could stand at an offset: each candidate that the parser gets past. */
const expectedAt = (text: string, at: number): string[] => {
  const before = `${text.slice(0, at)} `;
  const fits = CANDIDATES.filter(([candidate]) => {
    const broken = brokenAt(before + candidate);
    return broken === undefined || broken >= before.length + candidate.length;
  }).map(([, name]) => name);
  // Where an expression may stand, so may every kind of one.
  if (fits.includes('a string') && fits.includes('an expression'))
    return fits.filter((name) => name === 'an expression' || name === '")"' || name === '"}"');
  return brokenAt(before) === undefined ? [...fits, 'the end'] : fits;
};

const unexpectedAt = (text: string, at: number): string => {
  const token = /^(?:[A-Za-z_:][\w:]*|[\d.]\w*|"[^"]*"?|'[^']*'?|\S)/.exec(text.slice(at))?.[0];
  return token === undefined ? 'unexpected end of input' : `unexpected ${JSON.stringify(token)}`;
};

const explain = (query: Query): PromqlError => {
  const broken = brokenAt(query.text) ?? 0;
  const at = broken + (/^\s*/.exec(query.text.slice(broken))?.[0].length ?? 0);
  const before = query.text.slice(0, at);
  const name = /([A-Za-z_:][\w:]*)\s*$/.exec(before)?.[1];
  if (query.text[at] === '(' && name !== undefined && expectedAt(query.text, at).includes('an operator'))
    return query.malformed(at - name.length, `unknown function with name ${JSON.stringify(name)}`);
  const expected = expectedAt(query.text, at);
  const rest = expected.length === 0 ? '' : `, expected ${expected.join(' or ')}`;
  return query.malformed(at, `${unexpectedAt(query.text, at)}${rest}`);
};

/** A node's parts but for comments. */
export const partsOf = (node: SyntaxNode): SyntaxNode[] => {
  const parts: SyntaxNode[] = [];
  for (let part = node.firstChild; part !== null; part = part.nextSibling)
    if (part.name !== 'LineComment') parts.push(part);
  return parts;
};

/** The node of the one expression that a query is. */
export const expressionOf = (query: Query): SyntaxNode => {
  if (query.text.replaceAll(/#.*/g, '').trim() === '') throw query.malformed(0, 'no expression found in input');
  let tree: Tree;
  try {
    tree = strict.parse(query.text);
  } catch {
    throw explain(query);
  }
  const expression = partsOf(tree.topNode)[0];
  if (expression === undefined) throw query.malformed(0, 'no expression found in input');
  return expression;
};
