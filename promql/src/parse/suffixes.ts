import type { SyntaxNode } from '@lezer/common';
import type { Expression } from './ast.js';
import type { Item } from './items.js';
import { durationAt } from './literals.js';
import type { Query } from './query.js';
import { partsOf } from './syntax.js';
import { typeOf } from './types.js';

type SuffixItem = Extract<Item, { kind: 'suffix' }>;

/** An operand and whether it was written without parentheses around it, as ranges and offsets want it. */
export interface Operand {
  readonly expression: Expression;
  readonly bare: boolean;
}

const signedDuration = (query: Query, node: SyntaxNode): number => {
  const [first, second] = partsOf(node);
  if (first === undefined) throw query.unsupported(node.from, `duration \`${query.text.slice(node.from, node.to)}\``);
  if (first.name !== 'UnaryOp' || second === undefined) return durationAt(query, node);
  return (query.text[first.from] === '-' ? -1 : 1) * signedDuration(query, second);
};

const offset = (query: Query, item: SuffixItem, { expression, bare }: Operand): Expression => {
  const node = item.node.getChild('OffsetDurationExpr');
  const offsetMs = node === null ? 0 : signedDuration(query, node);
  const target = expression.kind === 'range' ? expression.selector : expression;
  if (!bare || (target.kind !== 'selector' && target.kind !== 'subquery'))
    throw query.malformed(
      item.at,
      'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery',
    );
  if (target.offsetMs !== 0) throw query.malformed(item.at, 'offset may not be set multiple times');
  if (target.kind === 'subquery') return { ...target, offsetMs };
  const selector = { ...target, offsetMs };
  return expression.kind === 'range' ? { ...expression, selector } : selector;
};

const range = (query: Query, item: SuffixItem, { expression, bare }: Operand): Expression => {
  const duration = item.node.getChild('DurationExpr');
  if (!bare || expression.kind !== 'selector' || duration === null)
    throw query.malformed(item.at, 'ranges only allowed for vector selectors');
  if (expression.offsetMs !== 0) throw query.malformed(item.at, 'no offset modifiers allowed before range');
  return { kind: 'range', selector: expression, rangeMs: durationAt(query, duration) };
};

const subquery = (query: Query, item: SuffixItem, { expression }: Operand): Expression => {
  const [duration, step] = item.node.getChildren('DurationExpr');
  const type = typeOf(expression);
  if (type !== 'vector' || duration === undefined)
    throw query.malformed(item.at, `subquery is only allowed on instant vector, got ${type} instead`);
  const stepMs = step === undefined ? undefined : durationAt(query, step);
  return { kind: 'subquery', of: expression, rangeMs: durationAt(query, duration), stepMs, offsetMs: 0 };
};

const REFUSED: Readonly<Record<string, string>> = {
  StepInvariantExpr: '@',
  AnchoredExpr: 'anchored',
  SmoothedExpr: 'smoothed',
};

/** An operand with the suffix behind it. */
export const suffixed = (query: Query, item: SuffixItem, operand: Operand): Operand => {
  const refused = REFUSED[item.node.name];
  if (refused !== undefined) throw query.unsupported(item.at, `modifier \`${refused}\``);
  const suffix = { OffsetExpr: offset, MatrixSelector: range }[item.node.name] ?? subquery;
  return { expression: suffix(query, item, operand), bare: true };
};
