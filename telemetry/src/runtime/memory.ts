import { runtimeDeclarations } from '../declarations.js';
import { HotGauge } from '../instruments/hot-gauge.js';
import type { MetricSet } from '../metric-set.js';

/** Reads heap, external and resident memory at each scrape. */
export function observeMemory(metrics: MetricSet): void {
  const heapTotal = new HotGauge(runtimeDeclarations.heapTotal);
  const external = new HotGauge(runtimeDeclarations.externalMemory);
  const resident = new HotGauge(runtimeDeclarations.residentMemory);
  const heapUsed = new HotGauge({
    ...runtimeDeclarations.heapUsed,
    collect() {
      const usage = process.memoryUsage();
      heapUsed.child().set(usage.heapUsed);
      heapTotal.child().set(usage.heapTotal);
      external.child().set(usage.external);
      resident.child().set(usage.rss);
    },
  });
  // The one that collects comes first, so that prom-client's own rendering reads the others after it.
  for (const metric of [heapUsed, heapTotal, external, resident]) metrics.register(metric);
}
