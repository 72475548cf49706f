import { statfs } from 'node:fs/promises';
import { runtimeDeclarations } from '../declarations.js';
import { shareInFlight } from '../exposition/share-in-flight.js';
import { HotGauge } from '../instruments/hot-gauge.js';
import type { MetricSet } from '../metric-set.js';

/**
 * Reads the space on the disk of a directory at each scrape. The call is asynchronous and never stacked: while a file
 * server does not answer, scrapes show the last value.
 */
export function observeDisk(metrics: MetricSet, directory: string): void {
  const read = shareInFlight(async () => {
    const { bavail, blocks, bsize } = await statfs(directory);
    free.child().set(bavail * bsize);
    size.child().set(blocks * bsize);
  });
  const free = metrics.register(new HotGauge({ ...runtimeDeclarations.diskFree, collect: read }));
  const size = metrics.register(new HotGauge({ ...runtimeDeclarations.diskSize, collect: read }));
}
