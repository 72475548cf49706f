import { FieldType, renderLegendFormat, type DataFrame, type Field } from '@grafana/data';
import type { Series } from './answer';

const timesOf = (field: Field | undefined): number[] => (field ? Array.from(field.values as ArrayLike<number>) : []);

const valuesOf = (field: Field): number[] =>
  Array.from(field.values as ArrayLike<number | null>, (value) => value ?? Number.NaN);

const legendOf = (template: string, labels: Record<string, string>): string =>
  template === '' ? '' : renderLegendFormat(template, labels);

/** Puts a NaN where points are missing, so that a line breaks there and is not drawn through. */
const withGaps = ({ times, values, ...rest }: Series, stepMs: number): Series => {
  const full: Series = { ...rest, times: [], values: [] };
  times.forEach((time, index) => {
    const before = times[index - 1];
    if (before !== undefined && time - before > 1.5 * stepMs) {
      full.times.push(before + stepMs);
      full.values.push(Number.NaN);
    }
    full.times.push(time);
    full.values.push(values[index] ?? Number.NaN);
  });
  return full;
};

/**
 * The lines of one query's answer.
 * @param legend Grafana's template, `{{route}}`
 * @param stepMs of a range query; 0 for an instant one
 */
export const seriesOf = (frames: readonly DataFrame[], legend: string, stepMs: number): Series[] =>
  frames.flatMap((frame) => {
    const times = timesOf(frame.fields.find(({ type }) => type === FieldType.time));
    const numbers = frame.fields.filter(({ type }) => type === FieldType.number);
    return numbers.map((field) => {
      const labels = field.labels ?? {};
      const series = { labels, legend: legendOf(legend, labels), times, values: valuesOf(field) };
      return stepMs > 0 ? withGaps(series, stepMs) : series;
    });
  });
