import type { Expression } from '../parse/ast.js';
import { ABSENT, absentValues, hasValues, type Row } from '../evaluate/rows.js';
import type { Labels } from '../series.js';

/** The labels that a selector asks for by `=` and by nothing else: those that the absent series would have. */
export const absentLabels = (expression: Expression): Labels => {
  const selector = expression.kind === 'range' ? expression.selector : expression;
  if (selector.kind !== 'selector') return {};
  const labels: Record<string, string> = {};
  for (const { label, operator, value } of selector.matchers) {
    const isOnly = selector.matchers.filter((other) => other.label === label).length === 1;
    if (label !== '__name__' && operator === '=' && value !== '' && isOnly) labels[label] = value;
  }
  return labels;
};

/** A row of 1 at the steps at which none of the rows is there. */
export const absentRow = (labels: Labels, rows: readonly Row[], count: number): Row[] => {
  const values = absentValues(count).fill(1);
  for (const row of rows) for (const [step, value] of row.values.entries()) if (value !== ABSENT) values[step] = ABSENT;
  return [{ labels, values }].filter(hasValues);
};
