import type { Matching } from '../parse/ast.js';
import type { Labels } from '../series.js';
import { seriesKey } from '../store/series-key.js';
import { only, without } from './labels.js';
import type { Row } from './rows.js';

/** The labels by which series of the two sides belong together. */
export const matchedLabels = (labels: Labels, { on, labels: names }: Matching): Labels =>
  on ? only(labels, names) : without(labels, new Set([...names, '__name__']));

/** Rows by the labels that count. */
export const byMatch = (rows: readonly Row[], matching: Matching): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = seriesKey(matchedLabels(row.labels, matching));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
};
