import { readFile, readdir, stat } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { runtimeDeclarations } from '../declarations.js';
import { HotGauge } from '../instruments/hot-gauge.js';
import type { MetricSet } from '../metric-set.js';

/** Shows when the process started and, where /proc tells, its file descriptors. */
export function observeProcess(metrics: MetricSet): void {
  metrics
    .register(new HotGauge(runtimeDeclarations.startTime))
    .child()
    .set(performance.timeOrigin / 1_000);
  if (process.platform === 'linux') observeDescriptors(metrics);
}

function observeDescriptors(metrics: MetricSet): void {
  const open = new HotGauge({
    ...runtimeDeclarations.openDescriptors,
    async collect() {
      open.child().set(await countOpenDescriptors());
    },
  });
  const max = new HotGauge({
    ...runtimeDeclarations.maxDescriptors,
    async collect() {
      max.child().set(await readMaxDescriptors());
    },
  });
  metrics.register(open);
  metrics.register(max);
}

// Since Linux 6.2 the directory's size is its number of entries; listing it costs milliseconds at 10,000 sockets.
async function countOpenDescriptors(): Promise<number> {
  const { size } = await stat('/proc/self/fd');
  return size > 0 ? size : (await readdir('/proc/self/fd')).length;
}

async function readMaxDescriptors(): Promise<number> {
  const soft = /^Max open files\s+(\S+)/m.exec(await readFile('/proc/self/limits', 'utf8'))?.[1];
  return soft === 'unlimited' ? Infinity : Number(soft);
}
