import type { EdgesByMetric } from '../declarations.js';
import type { MetricSet } from '../metric-set.js';
import { observeCpu } from './cpu.js';
import { observeDisk } from './disk.js';
import { observeEventLoop } from './event-loop.js';
import { observeGarbageCollection } from './gc.js';
import { observeMemory } from './memory.js';
import { observeNetwork } from './network.js';
import { observeProcess } from './process.js';

/** What of the process and its machine is measured. */
export interface RuntimeOptions {
  /** The directory whose disk is watched, usually where the service keeps its data; none by default. */
  readonly directory?: string;
}

/** Registers the metrics of the process; returns how to stop what runs between scrapes. */
export function observeRuntime(metrics: MetricSet, options: RuntimeOptions, edges: EdgesByMetric): () => void {
  observeProcess(metrics);
  observeCpu(metrics);
  observeMemory(metrics);
  observeNetwork(metrics);
  if (options.directory !== undefined) observeDisk(metrics, options.directory);
  const stops = [observeEventLoop(metrics), observeGarbageCollection(metrics, edges)];
  return () => {
    for (const stop of stops) stop();
  };
}
