import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { runtimeDeclarations } from '../declarations.js';
import { HotGauge } from '../instruments/hot-gauge.js';
import type { MetricSet } from '../metric-set.js';

// The monitor is a timer that wakes the process this often. A reset makes it forget its last wake-up, so the first
// interval after a scrape is not measured.
const resolutionMs = 10;

/** Measures the event loop's delay and utilisation from scrape to scrape; returns how to stop. */
export function observeEventLoop(metrics: MetricSet): () => void {
  const stop = observeDelay(metrics);
  observeUtilization(metrics);
  return stop;
}

function observeDelay(metrics: MetricSet): () => void {
  const monitor = monitorEventLoopDelay({ resolution: resolutionMs });
  monitor.enable();
  const p99 = new HotGauge(runtimeDeclarations.eventLoopLagP99);
  const max = new HotGauge(runtimeDeclarations.eventLoopLagMax);
  const p50 = new HotGauge({
    ...runtimeDeclarations.eventLoopLagP50,
    collect() {
      p50.child().set(delaySeconds(monitor.percentile(50)));
      p99.child().set(delaySeconds(monitor.percentile(99)));
      max.child().set(delaySeconds(monitor.max));
      monitor.reset();
    },
  });
  // The one that collects comes first, so that prom-client's own rendering reads the others after it.
  for (const metric of [p50, p99, max]) metrics.register(metric);
  return () => {
    monitor.disable();
  };
}

// What the monitor records is the time between two of its wake-ups: the interval it asked for is no delay.
function delaySeconds(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e9 - resolutionMs / 1_000);
}

function observeUtilization(metrics: MetricSet): void {
  let last = performance.eventLoopUtilization();
  const utilization = new HotGauge({
    ...runtimeDeclarations.eventLoopUtilization,
    collect() {
      const now = performance.eventLoopUtilization();
      utilization.child().set(performance.eventLoopUtilization(now, last).utilization);
      last = now;
    },
  });
  metrics.register(utilization);
}
