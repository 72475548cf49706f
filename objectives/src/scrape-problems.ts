import type { Samples } from './exposition.js';
import { parseExposition } from './exposition.js';
import { parseMetadata } from './exposition-metadata.js';
import { measuredSeries } from './rules/measured-series.js';
import type { Indicator, Objective, Objectives, Series } from './schema.js';
import { labelMatcher } from './selectors.js';

/** Written by Prometheus itself, so that no scrape has them. */
const ownMetrics = new Set(['up', 'scrape_duration_seconds', 'scrape_samples_scraped']);

/** What Prometheus adds to every series of a target. */
const targetLabels = new Set(['job', 'instance']);

/** A metric that an objective reads, and the field of the objective that names it. */
interface Read {
  readonly field: string;
  /** As the field names it: a histogram without `_bucket`, `_count` and `_sum`. */
  readonly name: string;
  /** Whose absence means that nothing is measured; undefined for what appears with its first event. */
  readonly series?: Series;
}

function reads(indicator: Indicator): Read[] {
  switch (indicator.kind) {
    case 'within':
    case 'average': {
      const { metric, where } = indicator;
      return [{ field: 'indicator.metric', name: metric, series: { metric: `${metric}_count`, where } }];
    }
    case 'events':
      return [
        { field: 'indicator.matching.metric', name: indicator.matching.metric },
        { field: 'indicator.total.metric', name: indicator.total.metric, series: indicator.total },
      ];
    case 'gauge':
    case 'growth':
      return [{ field: 'indicator.metric', name: indicator.metric, series: indicator }];
    case 'external':
      return [];
  }
}

function alike(name: string, known: ReadonlySet<string>): string {
  const words = new Set(name.split('_'));
  const shared = (other: string): number => other.split('_').filter((word) => words.has(word)).length;
  const [closest] = [...known].filter((other) => shared(other) > 1).sort((a, b) => shared(b) - shared(a));
  return closest === undefined ? '' : ` Closest is ${closest}.`;
}

function edgeProblem(indicator: Indicator, samples: Samples): string | undefined {
  if (indicator.kind !== 'within') return undefined;
  const { metric, bound } = indicator;
  const edges = new Set((samples.get(`${metric}_bucket`) ?? []).map(({ labels }) => Number(labels.le)));
  if (edges.size === 0 || edges.has(bound)) return undefined;
  const finite = [...edges].filter(Number.isFinite).sort((a, b) => a - b);
  return `indicator.bound: ${metric} has no bucket that ends at ${bound}. Promise one of its edges (${finite.join(', ')}), or add the edge where the histogram is made.`;
}

function problemsOf({ indicator }: Objective, samples: Samples, names: ReadonlySet<string>): string[] {
  const problems = reads(indicator).flatMap(({ field, name, series }) => {
    if (ownMetrics.has(name)) return [];
    if (!names.has(name))
      return [`${field}: no metric is called ${name}.${alike(name, names)} Correct the name, or expose the metric.`];
    if (!series) return [];
    const matches = labelMatcher(series.where.filter(({ label }) => !targetLabels.has(label)));
    if (samples.get(series.metric)?.some(({ labels }) => matches(labels)) === true) return [];
    return [
      `${field}: no series is ${measuredSeries(indicator) ?? name}. Correct the conditions, or expose the series from the start, at zero.`,
    ];
  });
  return [...problems, edgeProblem(indicator, samples) ?? []].flat();
}

/**
 * What keeps objectives from being measured from a service whose scrape this is, a sentence each that names objective
 * and field and says what to do: metrics that do not exist, conditions that no series meets, bounds that are no bucket's
 * edge. The process may be idle: what is not there at zero cannot be told from what is not measured.
 *
 * Throws an {@link ObjectivesError} `exposition_malformed` when the text is no scrape.
 */
export function scrapeProblems(objectives: Objectives, scrape: string): string[] {
  const samples = parseExposition(scrape);
  const families = [...parseMetadata(scrape).keys()];
  // OpenMetrics leaves _total out of a counter's name.
  const names = new Set([...samples.keys(), ...families, ...families.map((name) => `${name}_total`)]);
  return objectives.flatMap((objective) =>
    problemsOf(objective, samples, names).map((problem) => `${objective.id}: ${problem}`),
  );
}
