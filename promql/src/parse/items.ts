import type { SyntaxNode } from '@lezer/common';
import type { Query } from './query.js';
import { partsOf } from './syntax.js';

/** A part of an expression, in the order of the text. */
export type Item =
  | { readonly kind: 'atom'; readonly node: SyntaxNode }
  | { readonly kind: 'number'; readonly at: number; readonly text: string }
  | { readonly kind: 'sign'; readonly at: number; readonly negative: boolean }
  /** `offset 5m`, `[5m]`, `[1h:5m]`: the node holds what it stands behind as its first part. */
  | { readonly kind: 'suffix'; readonly at: number; readonly node: SyntaxNode }
  /** The node is the operation, with its modifiers; `operator` is in lower case. */
  | { readonly kind: 'operator'; readonly at: number; readonly operator: string; readonly node: SyntaxNode };

const SUFFIXED = new Set([
  'OffsetExpr',
  'MatrixSelector',
  'SubqueryExpr',
  'StepInvariantExpr',
  'AnchoredExpr',
  'SmoothedExpr',
]);

const isNegative = (query: Query, at: number): boolean => query.text[at] === '-';

function* numberItems(query: Query, node: SyntaxNode): Generator<Item> {
  const [, sign, text] = /^([+-]?)\s*(.*)$/s.exec(query.text.slice(node.from, node.to)) ?? [];
  if (sign !== '') yield { kind: 'sign', at: node.from, negative: sign === '-' };
  yield { kind: 'number', at: node.to - (text?.length ?? 0), text: text ?? '' };
}

/**
 * The operands, signs, operators and suffixes of an expression, side by side. The grammar's tree binds suffixes and signs
 * less tightly than Prometheus does (`a + b offset 5m` as `(a + b) offset 5m`, `-1 ^ 2` as `(-1) ^ 2`), so its nesting is
 * not to be trusted; its order is.
 */
export function* itemsOf(query: Query, node: SyntaxNode): Generator<Item> {
  const parts = partsOf(node);
  const [first, second] = parts;
  const last = parts.at(-1);
  if (node.name === 'NumberDurationLiteral') yield* numberItems(query, node);
  else if (node.name === 'UnaryExpr' && first !== undefined && second !== undefined) {
    yield { kind: 'sign', at: first.from, negative: isNegative(query, first.from) };
    yield* itemsOf(query, second);
  } else if (node.name === 'BinaryExpr' && first !== undefined && second !== undefined && last !== undefined) {
    yield* itemsOf(query, first);
    const operator = query.text.slice(second.from, second.to).toLowerCase();
    yield { kind: 'operator', at: second.from, operator, node };
    yield* itemsOf(query, last);
  } else if (SUFFIXED.has(node.name) && first !== undefined) {
    yield* itemsOf(query, first);
    yield { kind: 'suffix', at: first.to, node };
  } else yield { kind: 'atom', node };
}
