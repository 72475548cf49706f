import type { Binary, BinaryOperator, Expression, Matching } from './ast.js';
import type { Item } from './items.js';
import type { Query } from './query.js';
import { partsOf } from './syntax.js';
import { typeOf } from './types.js';
import { labelsAt } from './grouping.js';

type OperatorItem = Extract<Item, { kind: 'operator' }>;

/** How tightly operators bind; a sign binds a little tighter than `*`, and `^` to the right. */
export const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '>': 3,
  '<': 3,
  '>=': 3,
  '<=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  '^': 6,
};

/** Whether an operator compares. */
const isComparison = (operator: BinaryOperator): boolean => PRECEDENCE[operator] === 3;

/** Whether an operator asks which series there are. */
export const isSetOperator = (operator: BinaryOperator): boolean => PRECEDENCE[operator] < 3;

/** The operator of an item, one that there is here. */
export const operatorOf = (query: Query, { operator, at }: OperatorItem): BinaryOperator => {
  if (!Object.hasOwn(PRECEDENCE, operator)) throw query.unsupported(at, `operator \`${operator}\``);
  return operator as BinaryOperator; // a key of PRECEDENCE, as was just seen
};

const NONE: Matching = { on: false, labels: [], group: undefined, include: [] };

const matchingOf = (query: Query, item: OperatorItem): Matching => {
  const clause = item.node.getChild('MatchingModifierClause');
  if (clause === null) return NONE;
  const [labels, include] = clause.getChildren('GroupingLabels').map((list) => labelsAt(query, list));
  const left = clause.getChild('GroupLeft') !== null;
  const right = clause.getChild('GroupRight') !== null;
  const on = clause.getChild('On') !== null;
  const both = on ? include?.find((label) => labels?.includes(label)) : undefined;
  if (both !== undefined)
    throw query.malformed(clause.from, `label "${both}" must not occur in ON and GROUP clause at once`);
  return { on, labels: labels ?? [], group: left ? 'left' : right ? 'right' : undefined, include: include ?? [] };
};

const operandType = (query: Query, item: OperatorItem, operand: Expression): 'scalar' | 'vector' => {
  const type = typeOf(operand);
  if (type === 'scalar' || type === 'vector') return type;
  throw query.malformed(item.at, 'binary expression must contain only scalar and instant vector types');
};

const check = (query: Query, { at }: OperatorItem, binary: Binary): void => {
  const { operator, leftType, rightType, returnBool, matching } = binary;
  const scalars = [leftType, rightType].filter((type) => type === 'scalar').length;
  const problems: readonly (readonly [boolean, string])[] = [
    [returnBool && !isComparison(operator), 'bool modifier can only be used on comparison operators'],
    [isComparison(operator) && !returnBool && scalars === 2, 'comparisons between scalars must use BOOL modifier'],
    [scalars > 0 && isSetOperator(operator), `set operator "${operator}" not allowed in binary scalar expression`],
    [scalars > 0 && matching !== NONE, 'vector matching only allowed between instant vectors'],
    [isSetOperator(operator) && matching.group !== undefined, `no grouping allowed for "${operator}" operation`],
  ];
  const problem = problems.find(([applies]) => applies);
  if (problem !== undefined) throw query.malformed(at, problem[1]);
};

/** The operation of two operands. */
export const operation = (query: Query, item: OperatorItem, left: Expression, right: Expression): Binary => {
  if (partsOf(item.node).some(({ name }) => name === 'FillModifier'))
    throw query.unsupported(item.at, 'modifier `fill`');
  const binary: Binary = {
    kind: 'binary',
    operator: operatorOf(query, item),
    left,
    right,
    leftType: operandType(query, item, left),
    rightType: operandType(query, item, right),
    matching: matchingOf(query, item),
    returnBool: item.node.getChild('BoolModifier') !== null,
  };
  check(query, item, binary);
  return binary;
};
