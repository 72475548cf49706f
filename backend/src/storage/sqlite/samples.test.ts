import { afterAll, expect, it } from '@jest/globals';
import { SAMPLE_RETENTION_MS } from '../sample-store.js';
import { openSqliteStore } from './index.js';
import { TestDirectories } from './testing/directories.js';

const directories = new TestDirectories();
afterAll(() => directories.remove());

it('samples are forgotten once they are older than the retention, when the next ones are put', async () => {
  const store = await openSqliteStore({ directory: await directories.make() });
  const at = (time: number) => ({ type: 'cpu_usage', labels: { node: String(time) }, value: 1, at: time });
  const times = async (): Promise<number[]> =>
    (await store.samples.read({ type: 'cpu_usage', from: 0, to: 10_000, stepMs: 1 })).map((point) => point.at);
  await store.samples.put([at(999), at(1_000), at(1_001)], SAMPLE_RETENTION_MS + 999);
  expect(await times()).toEqual([999, 1_000, 1_001]);
  await store.samples.put([], SAMPLE_RETENTION_MS + 1_000);
  expect(await times()).toEqual([1_000, 1_001]);
  await store.samples.put([at(5_000)], SAMPLE_RETENTION_MS + 1_001);
  expect(await times()).toEqual([1_001, 5_000]);
  await store.close();
});
