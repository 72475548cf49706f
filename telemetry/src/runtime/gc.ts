import { constants, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { defaultEdges, type EdgesByMetric, runtimeDeclarations } from '../declarations.js';
import { HotHistogram } from '../instruments/hot-histogram.js';
import type { gcKinds } from '../labels.js';
import type { MetricSet } from '../metric-set.js';

const kindByConstant = new Map<unknown, (typeof gcKinds)[number]>([
  [constants.NODE_PERFORMANCE_GC_MINOR, 'minor'],
  [constants.NODE_PERFORMANCE_GC_MAJOR, 'major'],
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL, 'incremental'],
  [constants.NODE_PERFORMANCE_GC_WEAKCB, 'weakcb'],
]);

/**
 * Measures the garbage collector's pauses; returns how to stop. prom-client's own collector reads only the first entry
 * of each batch and never lets go of its observer.
 */
export function observeGarbageCollection(metrics: MetricSet, edges: EdgesByMetric): () => void {
  const duration = metrics.register(
    new HotHistogram({
      ...runtimeDeclarations.gcDuration,
      edges: edges.nodejs_gc_duration_seconds ?? defaultEdges.nodejs_gc_duration_seconds,
    }),
  );
  const children = new Map([...kindByConstant].map(([constant, kind]) => [constant, duration.child({ kind })]));
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) children.get(kindOf(entry))?.observe(entry.duration / 1_000);
  });
  observer.observe({ entryTypes: ['gc'] });
  return () => {
    observer.disconnect();
  };
}

function kindOf(entry: PerformanceEntry): unknown {
  // Node's types know the detail of garbage collection entries under another name only.
  const { detail } = entry as { detail?: unknown };
  return typeof detail === 'object' && detail !== null && 'kind' in detail ? detail.kind : undefined;
}
