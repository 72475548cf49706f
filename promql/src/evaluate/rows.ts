import { PromqlError } from '../errors.js';
import { STALE, type Labels } from '../series.js';
import { seriesKey } from '../store/series-key.js';

/** The value of a row at a step where the series is not. */
export const ABSENT = STALE;

/** A series of a result: a value at each step of the evaluation, or {@link ABSENT}. */
export interface Row {
  readonly labels: Labels;
  readonly values: Float64Array;
}

/** Values that are all absent. */
export const absentValues = (count: number): Float64Array => new Float64Array(count).fill(ABSENT);

/** Whether a row has a value at any step. */
export const hasValues = ({ values }: Row): boolean => values.some((value) => value !== ABSENT);

const sameLabels = (): PromqlError =>
  new PromqlError('query_failed', 'vector cannot contain metrics with the same labelset');

const merge = (into: Row, from: Row, overlap: () => PromqlError): Row => {
  const values = into.values.slice();
  for (const [step, value] of from.values.entries()) {
    if (value === ABSENT) continue;
    if (values[step] !== ABSENT) throw overlap();
    values[step] = value;
  }
  return { labels: into.labels, values };
};

/**
 * Rows of which no two have the same labels: what has is one series, if never two of it are there at one step.
 * @throws PromqlError `query_failed`, or what `overlap` makes, where two are
 */
export const unite = (rows: readonly Row[], overlap = sameLabels): Row[] => {
  const united = new Map<string, Row>();
  for (const row of rows) {
    const key = seriesKey(row.labels);
    const other = united.get(key);
    united.set(key, other === undefined ? row : merge(other, row, overlap));
  }
  return [...united.values()];
};

/** The rows that have values, if no two of them have the same labels at all, as Prometheus wants it of functions of ranges. */
export const distinct = (rows: readonly Row[]): Row[] => {
  const present = rows.filter(hasValues);
  if (new Set(present.map(({ labels }) => seriesKey(labels))).size < present.length) throw sameLabels();
  return present;
};
