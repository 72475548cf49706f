import { type ExpositionFormat, formatEdge, formatLabels, formatValue, seriesPrefix } from '../exposition/format.js';
import type { MetricChild, MetricSample } from './hot-metric.js';

// OpenMetrics allows 128 characters for an exemplar's label names and values together.
const maxExemplarCharacters = 128;

// Clients may choose their request's id: one that a parser stumbles over must not cost the whole scrape.
const plainId = /^[\w.:/+=@-]+$/;

interface Exemplar {
  readonly id: string;
  readonly value: number;
  readonly timestampSeconds: number;
  isRendered: boolean;
}

/** What the children of one histogram share. */
export interface HistogramShape {
  readonly name: string;
  readonly exemplarLabel: string | undefined;
}

/** Counts the observations of one combination of label values by bucket. */
export class HistogramChild implements MetricChild {
  readonly #shape: HistogramShape;
  readonly #edges: Float64Array;
  readonly #counts: Float64Array;
  readonly #labels: Readonly<Record<string, string>>;
  readonly #bucketPrefixes: readonly string[];
  readonly #sumPrefix: string;
  readonly #countPrefix: string;
  readonly #exemplars: (Exemplar | undefined)[];
  #sum = 0;

  constructor(shape: HistogramShape, edges: Float64Array, labels: Readonly<Record<string, string>>) {
    this.#shape = shape;
    this.#edges = edges;
    this.#counts = new Float64Array(edges.length + 1);
    this.#exemplars = new Array<Exemplar | undefined>(edges.length + 1).fill(undefined);
    this.#labels = labels;
    const { name } = shape;
    this.#bucketPrefixes = [...edges, Infinity].map((edge) =>
      seriesPrefix(`${name}_bucket`, formatLabels({ ...labels, le: formatEdge(edge) })),
    );
    this.#sumPrefix = seriesPrefix(`${name}_sum`, formatLabels(labels));
    this.#countPrefix = seriesPrefix(`${name}_count`, formatLabels(labels));
  }

  /**
   * Counts a value in the first bucket whose edge it does not pass; what is not finite is ignored.
   *
   * `exemplarId` is kept when it is its bucket's first since the last OpenMetrics scrape: a fresh example for each
   * bucket, while the clock is read once a scrape and not once an observation. An id that is too long for OpenMetrics, or
   * has characters unusual in ids, is not kept.
   */
  observe(value: number, exemplarId?: string): void {
    const bucket = this.count(value);
    if (exemplarId !== undefined && this.wantsExemplar(bucket)) this.keepExemplar(bucket, value, exemplarId);
  }

  /** Counts as `observe` does, for callers whose example costs something; gives the bucket, or -1 when ignored. */
  count(value: number): number {
    if (!Number.isFinite(value)) return -1;
    const edges = this.#edges;
    let bucket = 0;
    // Linear: most values fall into the first few of some twelve buckets, where it beats a binary search.
    while (bucket < edges.length && value > (edges[bucket] ?? Infinity)) bucket++;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sum += value;
    return bucket;
  }

  /** Whether a bucket that `count` gave has no example since the last OpenMetrics scrape. */
  wantsExemplar(bucket: number): boolean {
    return bucket >= 0 && this.#shape.exemplarLabel !== undefined && this.#exemplars[bucket]?.isRendered !== false;
  }

  /** Keeps the example of a bucket that wants one, unless its id is not fit for it. */
  keepExemplar(bucket: number, value: number, id: string): void {
    const { exemplarLabel } = this.#shape;
    if (exemplarLabel === undefined || exemplarLabel.length + id.length > maxExemplarCharacters) return;
    if (!plainId.test(id)) return;
    this.#exemplars[bucket] = { id, value, timestampSeconds: Date.now() / 1000, isRendered: false };
  }

  appendLines(lines: string[], format: ExpositionFormat): void {
    let count = 0;
    this.#bucketPrefixes.forEach((prefix, bucket) => {
      count += this.#counts[bucket] ?? 0;
      lines.push(prefix + String(count) + (format === 'openmetrics' ? this.#renderExemplar(bucket) : ''));
    });
    lines.push(this.#sumPrefix + formatValue(this.#sum), this.#countPrefix + String(count));
  }

  samples(): MetricSample[] {
    const { name, exemplarLabel = '' } = this.#shape;
    let count = 0;
    const buckets = this.#bucketPrefixes.map((_, bucket): MetricSample => {
      count += this.#counts[bucket] ?? 0;
      const sample = {
        metricName: `${name}_bucket`,
        labels: { ...this.#labels, le: formatEdge(this.#edges[bucket] ?? Infinity) },
        value: count,
      };
      const kept = this.#exemplars[bucket];
      if (kept === undefined) return sample;
      const exemplar = { labelSet: { [exemplarLabel]: kept.id }, value: kept.value, timestamp: kept.timestampSeconds };
      return { ...sample, exemplar };
    });
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels: this.#labels, value: this.#sum },
      { metricName: `${name}_count`, labels: this.#labels, value: count },
    ];
  }

  reset(): void {
    this.#counts.fill(0);
    this.#exemplars.fill(undefined);
    this.#sum = 0;
  }

  #renderExemplar(bucket: number): string {
    const exemplar = this.#exemplars[bucket];
    if (exemplar === undefined) return '';
    exemplar.isRendered = true;
    const labels = formatLabels({ [this.#shape.exemplarLabel ?? '']: exemplar.id });
    return ` # {${labels}} ${exemplar.value} ${exemplar.timestampSeconds}`;
  }
}
