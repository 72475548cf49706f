import type { SyntaxNode } from '@lezer/common';
import { AGGREGATIONS, type AggregationName } from '../functions/aggregations.js';
import { SIGNATURES, type FunctionName, type Signature, type ValueType } from '../functions/signatures.js';
import type { Aggregation, Call, Expression } from './ast.js';
import { labelsAt } from './grouping.js';
import type { Query } from './query.js';
import { partsOf } from './syntax.js';
import { TYPE_NAMES, typeOf } from './types.js';

type Convert = (node: SyntaxNode) => Expression;

const argumentsOf = (node: SyntaxNode): SyntaxNode[] => {
  const body = node.getChild('FunctionCallBody');
  return body === null ? [] : partsOf(body);
};

const nameOf = (query: Query, node: SyntaxNode, part: string): string => {
  const name = node.getChild(part);
  return name === null ? '' : query.text.slice(name.from, name.to);
};

const isFunction = (name: string): name is FunctionName => Object.hasOwn(SIGNATURES, name);
const isAggregation = (name: string): name is AggregationName => Object.hasOwn(AGGREGATIONS, name);

const typed = (query: Query, node: SyntaxNode, context: string, wanted: ValueType, convert: Convert): Expression => {
  const expression = convert(node);
  const type = typeOf(expression);
  if (type !== wanted)
    throw query.malformed(node.from, `expected type ${TYPE_NAMES[wanted]} in ${context}, got ${TYPE_NAMES[type]}`);
  return expression;
};

/** `name(args)`. */
export const callAt = (query: Query, node: SyntaxNode, convert: Convert): Call => {
  const name = nameOf(query, node, 'FunctionIdentifier');
  if (!isFunction(name)) throw query.unsupported(node.from, `function \`${name}\``);
  const given = argumentsOf(node);
  const { args, optional }: Signature = SIGNATURES[name];
  const least = args.length - optional;
  if (given.length < least || given.length > args.length) {
    const bound = optional === 0 ? '' : given.length < least ? 'at least ' : 'at most ';
    const count = given.length < least ? least : args.length;
    throw query.malformed(node.from, `expected ${bound}${count} argument(s) in call to "${name}", got ${given.length}`);
  }
  const context = `call to function "${name}"`;
  const expressions = given.map((arg, index) => typed(query, arg, context, args[index] ?? 'vector', convert));
  return { kind: 'call', name, args: expressions };
};

/** `operator by (labels) (parameter, of)`. */
export const aggregationAt = (query: Query, node: SyntaxNode, convert: Convert): Aggregation => {
  const operator = nameOf(query, node, 'AggregateOp').toLowerCase();
  if (!isAggregation(operator)) throw query.unsupported(node.from, `aggregation \`${operator}\``);
  const given = argumentsOf(node);
  const wanted = AGGREGATIONS[operator] ? 2 : 1;
  const of = given.at(-1);
  if (of === undefined) throw query.malformed(node.from, 'no arguments for aggregate expression provided');
  if (given.length !== wanted)
    throw query.malformed(
      node.from,
      `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${given.length}`,
    );
  const modifier = node.getChild('AggregateModifier');
  const labels = modifier?.getChild('GroupingLabels');
  const [parameter] = wanted === 2 ? given : [];
  return {
    kind: 'aggregation',
    operator,
    of: typed(query, of, 'aggregation expression', 'vector', convert),
    parameter: parameter && typed(query, parameter, 'aggregation parameter', 'scalar', convert),
    grouping: labels ? labelsAt(query, labels) : [],
    without: modifier?.getChild('Without') != null,
  };
};
