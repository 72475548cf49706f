import { type DataFrame, DataFrameType, type Field, FieldType } from '@grafana/data';
import type { PromQuery, PromSeries } from './query';

/** What an answer is to become. */
export interface Shape {
  readonly query: PromQuery;
  readonly stepMs: number;
  /** Whether the panel asked more than this, so that columns of values need names that differ. */
  readonly isOneOfSeveral: boolean;
}

/** Makes the frames that Grafana's Prometheus data source makes of the same answer. */
export function framesOf(series: readonly PromSeries[], shape: Shape): DataFrame[] {
  const { format } = shape.query;
  if (format === 'table') return [tableFrame(series, shape)];
  if (format === 'heatmap') return heatmapFrames(series, shape);
  return series.map((one) => seriesFrame(one, shape));
}

function seriesFrame({ metric, values }: PromSeries, { query, stepMs }: Shape): DataFrame {
  const legend = legendOf(metric, query.legendFormat);
  const time = field(
    'Time',
    FieldType.time,
    values.map(([seconds]) => seconds * 1000),
  );
  const value = field(
    'Value',
    FieldType.number,
    values.map(([, text]) => numberOf(text)),
  );
  return frame(query, legend, [
    { ...time, config: { interval: stepMs } },
    { ...value, labels: { ...metric }, config: { displayNameFromDS: legend } },
  ]);
}

function tableFrame(series: readonly PromSeries[], { query, isOneOfSeveral }: Shape): DataFrame {
  const rows = series.flatMap(({ metric, values }) => values.map(([seconds, text]) => ({ metric, seconds, text })));
  const names = [...new Set(series.flatMap(({ metric }) => Object.keys(metric)))].sort();
  return frame(query, undefined, [
    field(
      'Time',
      FieldType.time,
      rows.map(({ seconds }) => seconds * 1000),
    ),
    ...names.map((name) =>
      field(
        name,
        FieldType.string,
        rows.map(({ metric }) => metric[name] ?? ''),
      ),
    ),
    field(
      isOneOfSeveral ? `Value #${query.refId}` : 'Value',
      FieldType.number,
      rows.map(({ text }) => numberOf(text)),
    ),
  ]);
}

/** Buckets count what is at most their bound: each less the one below it is what lies between the two. */
function heatmapFrames(series: readonly PromSeries[], { query, stepMs }: Shape): DataFrame[] {
  if (series.length === 0) return [];
  const buckets = [...series].sort((one, other) => boundOf(one) - boundOf(other));
  const times = [...new Set(buckets.flatMap(({ values }) => values.map(([seconds]) => seconds)))].sort((a, b) => a - b);
  const counts = buckets.map(({ values }) => {
    const at = new Map(values.map(([seconds, text]) => [seconds, numberOf(text)]));
    return times.map((seconds) => at.get(seconds) ?? null);
  });
  const between = counts.map((row, index) =>
    row.map((count, at) => (count === null ? null : Math.max(0, count - (counts[index - 1]?.[at] ?? 0)))),
  );
  const time = field(
    'Time',
    FieldType.time,
    times.map((seconds) => seconds * 1000),
  );
  const rows = buckets.map(({ metric }, index) =>
    field(metric.le ?? legendOf(metric, query.legendFormat), FieldType.number, between[index] ?? []),
  );
  const heatmap = frame(query, undefined, [{ ...time, config: { interval: stepMs } }, ...rows]);
  return [{ ...heatmap, meta: { ...heatmap.meta, type: DataFrameType.HeatmapRows } }];
}

const boundOf = ({ metric }: PromSeries): number => numberOf(metric.le ?? '');

const field = (name: string, type: FieldType, values: unknown[]): Field => ({ name, type, values, config: {} });

function frame({ refId, expr }: PromQuery, name: string | undefined, fields: Field[]): DataFrame {
  return {
    refId,
    ...(name !== undefined && { name }),
    fields,
    length: fields[0]?.values.length ?? 0,
    meta: { executedQueryString: `Expr: ${expr}` },
  };
}

/** Grafana's legend: `{{label}}` replaced, or the whole series where there is none. */
function legendOf(metric: Readonly<Record<string, string>>, template: string | undefined): string {
  if (template !== undefined && template !== '' && template !== '__auto') {
    return template.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, name: string) => metric[name] ?? '');
  }
  const { __name__: name = '', ...labels } = metric;
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return pairs.length === 0 ? name || 'Value' : `${name}{${pairs.join(', ')}}`;
}

/** As Prometheus writes numbers. */
function numberOf(text: string): number {
  if (text === '+Inf') return Infinity;
  return text === '-Inf' ? -Infinity : Number(text);
}
