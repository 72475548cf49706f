import { expect, it } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SeriesStore } from './series-store.js';

const SERIES = 600;
const SAMPLES = (2 * 3600) / 5;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const usedBytes = (): number => {
  // Buffers go with the collection after that of their arrays.
  for (let round = 0; round < 3; round += 1) collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const labels = (id: number): Record<string, string> => ({
  __name__: 'http_request_duration_seconds_bucket',
  instance: '127.0.0.1:3000',
  job: 'chatwatch',
  le: String(id % 12),
  route: `/api/${Math.trunc(id / 12)}`,
});

it(`takes less than 14 bytes a sample for ${SERIES} series of two hours at 5 s, and no more than it reckons`, () => {
  const before = usedBytes();
  const store = new SeriesStore();
  for (let round = 1; round <= SAMPLES; round += 1) {
    for (let id = 0; id < SERIES; id += 1) store.append(labels(id), round * 5000, round * id);
  }
  const used = usedBytes() - before;
  const { samples, bytes } = store.stats;
  process.stdout.write(
    `${samples} samples take ${(used / 2 ** 20).toFixed(1)} MiB, ${(used / samples).toFixed(1)} bytes each; ` +
      `the store reckons ${(bytes / samples).toFixed(1)}\n`,
  );
  expect(samples).toBe(SERIES * SAMPLES);
  expect(used / samples).toBeLessThan(14);
  expect(used).toBeLessThanOrEqual(bytes * 1.1);
});
