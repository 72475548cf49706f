import type { SyntaxNode } from '@lezer/common';
import type { Expression } from './ast.js';
import { aggregationAt, callAt } from './calls.js';
import { itemsOf, type Item } from './items.js';
import { numberOf, stringAt } from './literals.js';
import { operation, operatorOf, PRECEDENCE } from './operations.js';
import { Query } from './query.js';
import { selectorAt } from './selectors.js';
import { suffixed, type Operand } from './suffixes.js';
import { expressionOf, partsOf } from './syntax.js';
import { typeOf } from './types.js';

const MAX_LENGTH = 20_000;
/** Nesting of parentheses, calls and operators; beyond it the stack might end. */
const MAX_DEPTH = 400;

/** Binds the items of one expression by precedence. */
class Binder {
  readonly #query: Query;
  readonly #items: readonly Item[];
  readonly #depth: number;
  #next = 0;

  constructor(query: Query, items: readonly Item[], depth: number) {
    this.#query = query;
    this.#items = items;
    this.#depth = depth;
  }

  /** What follows, up to an operator that binds less tightly than `least`. */
  bind(least: number): Expression {
    let left = this.#operand().expression;
    for (;;) {
      const item = this.#items[this.#next];
      if (item?.kind !== 'operator') return left;
      const operator = operatorOf(this.#query, item);
      if (PRECEDENCE[operator] < least) return left;
      this.#next += 1;
      const right = this.bind(operator === '^' ? PRECEDENCE[operator] : PRECEDENCE[operator] + 1);
      left = operation(this.#query, item, left, right);
    }
  }

  #operand(): Operand {
    const item = this.#items[this.#next];
    this.#next += 1;
    if (item?.kind === 'sign') return { expression: this.#signed(item), bare: false };
    let operand = this.#atom(item);
    for (let after = this.#items[this.#next]; after?.kind === 'suffix'; after = this.#items[this.#next]) {
      operand = suffixed(this.#query, after, operand);
      this.#next += 1;
    }
    return operand;
  }

  #signed({ at, negative }: Extract<Item, { kind: 'sign' }>): Expression {
    const of = this.bind(PRECEDENCE['^']);
    const type = typeOf(of);
    if (type !== 'scalar' && type !== 'vector')
      throw this.#query.malformed(
        at,
        `unary expression only allowed on expressions of type scalar or instant vector, got "${type}"`,
      );
    if (!negative) return of;
    return of.kind === 'number' ? { kind: 'number', value: -of.value } : { kind: 'negation', of };
  }

  #atom(item: Item | undefined): Operand {
    if (item?.kind === 'number')
      return { expression: { kind: 'number', value: numberOf(this.#query, item.at, item.text) }, bare: true };
    if (item?.kind !== 'atom') throw new Error('operands and operators alternate');
    const { node } = item;
    if (node.name !== 'ParenExpr') return { expression: this.#expression(node), bare: true };
    const [inner] = partsOf(node);
    if (inner === undefined) throw new Error('parentheses are around something');
    return { expression: convert(this.#query, inner, this.#depth + 1), bare: false };
  }

  #expression(node: SyntaxNode): Expression {
    const inner = (part: SyntaxNode): Expression => convert(this.#query, part, this.#depth + 1);
    switch (node.name) {
      case 'StringLiteral':
        return { kind: 'string', value: stringAt(this.#query, node) };
      case 'VectorSelector':
        return selectorAt(this.#query, node);
      case 'FunctionCall':
        return callAt(this.#query, node, inner);
      case 'AggregateExpr':
        return aggregationAt(this.#query, node, inner);
      default:
        throw this.#query.unsupported(node.from, `\`${node.name}\``);
    }
  }
}

const convert = (query: Query, node: SyntaxNode, depth: number): Expression => {
  const items = [...itemsOf(query, node)];
  if (depth > MAX_DEPTH || items.length > 2 * MAX_DEPTH) throw query.malformed(node.from, 'nested too deeply');
  return new Binder(query, items, depth).bind(0);
};

/**
 * The meaning of a query.
 * @throws PromqlError `query_malformed` with line and column, worded as Prometheus does where it has words for it;
 *   `query_unsupported` for PromQL that this package leaves out, by its name.
 * @example parse('sum by (route) (rate(http_requests_total[5m]))')
 */
export const parse = (text: string): Expression => {
  const query = new Query(text);
  if (text.length > MAX_LENGTH) throw query.malformed(0, `longer than ${MAX_LENGTH} characters`);
  return convert(query, expressionOf(query), 0);
};
