import { requireFinite, type SampleStore, sortLabels } from '../sample-store.js';
import type { Lane } from './lane.js';
import type { ReadCalls, WriteCalls } from './operations.js';

/** Samples over the two threads. */
export function createSampleStore(writer: Lane<WriteCalls>, reader: Lane<ReadCalls>): SampleStore {
  return {
    async put(samples, now) {
      requireFinite(samples);
      const rows = samples.map(
        ({ type, labels, at, value }) => [type, JSON.stringify(sortLabels(labels)), at, value] as const,
      );
      await writer.call('putSamples', rows, now);
    },

    async read({ type, from, to, stepMs }) {
      const rows = await reader.call('samples', type, from, to, stepMs);
      // Written by `put` alone.
      return rows.map(([at, labels, value]) => ({ at, labels: JSON.parse(labels) as Record<string, string>, value }));
    },
  };
}
