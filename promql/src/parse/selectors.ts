import type { SyntaxNode } from '@lezer/common';
import { PromqlError } from '../errors.js';
import { compileMatcher } from '../matchers.js';
import type { Matcher } from '../series.js';
import type { VectorSelector } from './ast.js';
import { stringAt } from './literals.js';
import type { Query } from './query.js';
import { partsOf } from './syntax.js';

const textOf = (query: Query, node: SyntaxNode | null): string =>
  node === null ? '' : query.text.slice(node.from, node.to);

const isOperator = (text: string): text is Matcher['operator'] => ['=', '!=', '=~', '!~'].includes(text);

const matcherAt = (query: Query, node: SyntaxNode): Matcher => {
  if (node.name !== 'UnquotedLabelMatcher') throw query.unsupported(node.from, 'a quoted name');
  const operator = textOf(query, node.getChild('MatchOp'));
  const value = node.getChild('StringLiteral');
  if (!isOperator(operator) || value === null) throw query.malformed(node.from, 'unexpected label matching operator');
  return { label: textOf(query, node.getChild('LabelName')), operator, value: stringAt(query, value) };
};

/** Whether a condition holds of a series that lacks the label; a bad pattern is an error of the query's text. */
const admitsNothing = (query: Query, at: number, matcher: Matcher): boolean => {
  try {
    return compileMatcher(matcher)('');
  } catch (error) {
    if (error instanceof PromqlError && error.code === 'query_malformed') throw query.malformed(at, error.message);
    throw error;
  }
};

/** `metric`, `metric{label="value"}` or `{label="value"}`. */
export const selectorAt = (query: Query, node: SyntaxNode): VectorSelector => {
  const name = textOf(query, node.getChild('Identifier'));
  const list = node.getChild('LabelMatchers');
  const written = (list === null ? [] : partsOf(list)).map((part) => matcherAt(query, part));
  const renamed = name === '' ? undefined : written.find(({ label }) => label === '__name__');
  if (renamed !== undefined)
    throw query.malformed(node.from, `metric name must not be set twice: "${name}" or "${renamed.value}"`);
  const named: Matcher[] = name === '' ? [] : [{ label: '__name__', operator: '=', value: name }];
  const matchers = [...named, ...written];
  if (matchers.map((matcher) => admitsNothing(query, node.from, matcher)).every((admits) => admits))
    throw query.malformed(node.from, 'vector selector must contain at least one non-empty matcher');
  return { kind: 'selector', matchers, offsetMs: 0 };
};
