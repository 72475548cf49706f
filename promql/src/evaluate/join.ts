import { PromqlError } from '../errors.js';
import type { Binary } from '../parse/ast.js';
import type { Labels } from '../series.js';
import type { Evaluation } from './evaluation.js';
import { nameless, only, shownLabels, without } from './labels.js';
import { byMatch, matchedLabels } from './matching.js';
import { dropsName, operate } from './operators.js';
import { ABSENT, absentValues, hasValues, unite, type Row } from './rows.js';

const manyToMany = (binary: Binary, first: Row, second: Row): PromqlError => {
  const side = binary.matching.group === 'right' ? 'left' : 'right';
  const group = shownLabels(matchedLabels(first.labels, binary.matching));
  const series = `[${shownLabels(second.labels)}, ${shownLabels(first.labels)}]`;
  return new PromqlError(
    'query_failed',
    `found duplicate series for the match group ${group} on the ${side} hand-side of the operation: ${series};` +
      'many-to-many matching not allowed: matching labels must be unique on one side',
  );
};

const multipleMatches = (hint: string) => (): PromqlError =>
  new PromqlError('query_failed', `multiple matches for labels: ${hint}`);

const ungrouped = multipleMatches('many-to-one matching must be explicit (group_left/group_right)');
const ambiguous = multipleMatches('grouping labels must ensure unique matches');

/** That no two of the rows are there at one step at which the other side has anything at all. */
const checkUnique = (ones: readonly Row[], many: readonly Row[], binary: Binary, count: number): void => {
  if (ones.length < 2) return;
  for (let step = 0; step < count; step += 1) {
    const [first, second] = ones.filter(({ values }) => values[step] !== ABSENT);
    if (first === undefined || second === undefined) continue;
    if (many.some(({ values }) => values[step] !== ABSENT)) throw manyToMany(binary, first, second);
  }
};

const resultLabels = (many: Labels, one: Labels, { operator, returnBool, matching }: Binary): Labels => {
  const kept = dropsName(operator, returnBool) ? nameless(many) : many;
  if (matching.group === undefined)
    return matching.on ? only(kept, matching.labels) : without(kept, new Set(matching.labels));
  // Labels of the one replace those of the many, also by their absence.
  return { ...without(kept, new Set(matching.include)), ...only(one, matching.include) };
};

const pair = (many: Row, one: Row, binary: Binary): Row => {
  const { operator, returnBool, matching } = binary;
  const isSwapped = matching.group === 'right';
  const apply = operate(operator, returnBool);
  const values = absentValues(many.values.length);
  for (const [step, value] of many.values.entries()) {
    const other = one.values[step] ?? ABSENT;
    if (value === ABSENT || other === ABSENT) continue;
    values[step] = isSwapped ? apply(other, value) : apply(value, other);
  }
  return { labels: resultLabels(many.labels, one.labels, binary), values };
};

/** That at no step more than one of a match group's results is there. */
const checkSingle = (results: readonly Row[], count: number): void => {
  if (results.length < 2) return;
  const taken = new Uint8Array(count);
  for (const { values } of results)
    for (const [step, value] of values.entries()) {
      if (value === ABSENT) continue;
      if (taken[step] === 1) throw ungrouped();
      taken[step] = 1;
    }
};

/**
 * An operation on the values of two vectors' series that belong together.
 * @throws PromqlError `query_failed`, in Prometheus' words, where it is not clear which belong together
 */
export const join = (binary: Binary, evaluation: Evaluation): Row[] => {
  const { count } = evaluation.steps;
  const { matching } = binary;
  const left = evaluation.vector(binary.left, evaluation).filter(hasValues);
  const right = evaluation.vector(binary.right, evaluation).filter(hasValues);
  const [many, ones] = matching.group === 'right' ? [right, left] : [left, right];
  const groups = byMatch(many, matching);
  evaluation.budget.spendPoints(many.length * count);
  const results: Row[] = [];
  for (const [key, group] of byMatch(ones, matching)) {
    checkUnique(group, many, binary, count);
    const partners = groups.get(key) ?? [];
    const pairs = partners.flatMap((row) => group.map((one) => pair(row, one, binary)));
    if (matching.group === undefined) checkSingle(pairs, count);
    results.push(...(matching.group === undefined ? pairs : unite(pairs, ambiguous)));
  }
  return unite(results.filter(hasValues));
};
