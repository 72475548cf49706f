import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { runtimeDeclarations } from '../declarations.js';
import { HotCounter } from '../instruments/hot-counter.js';
import { HotGauge } from '../instruments/hot-gauge.js';
import type { MetricSet } from '../metric-set.js';

/** Reads the CPU time of the process at each scrape, as totals and as a share of the machine since the last one. */
export function observeCpu(metrics: MetricSet): void {
  let last = { seconds: cpuSeconds().total, atMs: performance.now() };
  const system = new HotCounter(runtimeDeclarations.cpuSystem);
  const total = new HotCounter(runtimeDeclarations.cpu);
  const utilization = new HotGauge(runtimeDeclarations.cpuUtilization);
  const user = new HotCounter({
    ...runtimeDeclarations.cpuUser,
    collect() {
      const seconds = cpuSeconds();
      user.child().setTotal(seconds.user);
      system.child().setTotal(seconds.system);
      total.child().setTotal(seconds.total);
      const atMs = performance.now();
      const wallSeconds = (atMs - last.atMs) / 1_000;
      const used = (seconds.total - last.seconds) / wallSeconds / availableParallelism();
      // The two clocks are read one after the other, so a busy process may come out a little over all cores.
      utilization.child().set(Math.min(1, Math.max(0, used)));
      last = { seconds: seconds.total, atMs };
    },
  });
  // The one that collects comes first, so that prom-client's own rendering reads the others after it.
  for (const metric of [user, system, total, utilization]) metrics.register(metric);
}

function cpuSeconds(): { user: number; system: number; total: number } {
  const usage = process.cpuUsage();
  return { user: usage.user / 1e6, system: usage.system / 1e6, total: (usage.user + usage.system) / 1e6 };
}
