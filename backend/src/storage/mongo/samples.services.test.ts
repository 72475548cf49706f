import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startMongod, type TestMongod } from '../../testing/servers/mongod.js';
import { SAMPLE_RETENTION_MS } from '../sample-store.js';
import { openMongoStore } from './mongo-store.js';

const DAY_MS = 86_400_000;

const program = findProgram('mongod');

(program === undefined ? describe.skip : describe)('samples in MongoDB', () => {
  let mongod: TestMongod;

  beforeAll(async () => {
    // It looks for what is too old once a minute by itself.
    mongod = await startMongod(program ?? '', { parameters: ['ttlMonitorSleepSecs=1'] });
  }, 60_000);
  afterAll(() => mongod.stop());

  it('are kept in a time-series collection that the server empties, also where it was made before', async () => {
    const url = mongod.databaseUrl();
    await (await openMongoStore({ url })).close();
    const client = new MongoClient(url);
    await client.db().command({ collMod: 'samples', expireAfterSeconds: 5 });
    const store = await openMongoStore({ url });
    const [collection] = await client.db().listCollections({ name: 'samples' }).toArray();
    expect(collection).toMatchObject({ type: 'timeseries', options: { expireAfterSeconds: 2_592_000 } });
    await client.close();
    await store.close();
  }, 60_000);

  it('are gone once they are older than the retention, and not before', async () => {
    const { samples, close } = await openStore(mongod);
    const now = Date.now();
    const at = (time: number) => ({ type: 'cpu_usage', labels: { node: 'a' }, value: 1, at: time });
    const kept = now - SAMPLE_RETENTION_MS + DAY_MS;
    await samples.put([at(now - SAMPLE_RETENTION_MS - 2 * DAY_MS), at(kept)], now);
    const times = async (): Promise<number[]> =>
      (await samples.read({ type: 'cpu_usage', from: 0, to: now, stepMs: 1 })).map((point) => point.at);
    let left = await times();
    while (left.length > 1) left = await times();
    expect(left).toEqual([kept]);
    await close();
  }, 60_000);
});

const openStore = async (mongod: TestMongod) => {
  const store = await openMongoStore({ url: mongod.databaseUrl() });
  return { samples: store.samples, close: () => store.close() };
};
