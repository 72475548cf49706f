import { type Db, type Document, MongoServerError } from 'mongodb';
import {
  requireFinite,
  SAMPLE_RETENTION_MS,
  type SamplePoint,
  type SampleQuery,
  type SampleStore,
  sortLabels,
} from '../sample-store.js';
import type { Calls } from './calls/calls.js';
import type { Database } from './collections.js';
import { WAITS } from './limits.js';

const NAME = 'samples';

const expireAfterSeconds = SAMPLE_RETENTION_MS / 1_000;

const NAMESPACE_EXISTS = 48;

const BOUNDED = { maxTimeMS: WAITS.serverReadMs } as const;

/** Labels in the order of their names: equal sets are one series for the server as well. */
interface StoredSample {
  readonly series: { readonly type: string; readonly labels: Readonly<Record<string, string>> };
  readonly at: Date;
  readonly value: number;
}

/** Makes the collection, before its index is made; brings the retention of one that is there to ours. */
export async function createSampleCollection(database: Db): Promise<void> {
  const timeseries = { timeField: 'at', metaField: 'series', granularity: 'minutes' } as const;
  try {
    await database.createCollection(NAME, { timeseries, expireAfterSeconds });
  } catch (error) {
    if (!(error instanceof MongoServerError && error.code === NAMESPACE_EXISTS)) throw error;
    const [existing] = await database.listCollections({ name: NAME }, { nameOnly: false }).toArray();
    // Asked for when it is needed alone, as a user who may read and write may not do it.
    if (existing?.options?.expireAfterSeconds === expireAfterSeconds) return;
    await database.command({ collMod: NAME, expireAfterSeconds });
  }
}

/**
 * Samples in a time-series collection, which the server packs by series and a day, and empties by itself: whole days go
 * once their last sample is older than the retention.
 */
export function createSampleStore({ db }: Database, calls: Calls): SampleStore {
  const samples = db.collection<StoredSample>(NAME);
  return {
    async put(given) {
      requireFinite(given);
      if (given.length === 0) return;
      const stored = given.map(({ type, labels, at, value }) => {
        return { series: { type, labels: sortLabels(labels) }, at: new Date(at), value };
      });
      await calls.write('insert', 'samples', () => samples.insertMany(stored, { ordered: false }));
    },

    async read(query) {
      const points = await calls.read('find', 'samples', () =>
        samples.aggregate<SamplePoint>(pipelineOf(query), BOUNDED).toArray(),
      );
      return points
        .map((point) => ({ point, labels: JSON.stringify(point.labels) }))
        .sort((a, b) => a.point.at - b.point.at || (a.labels < b.labels ? -1 : 1))
        .map(({ point }) => point);
    },
  };
}

/** First one value of each instant, as a put may have been repeated, then one of each step. */
const pipelineOf = ({ type, from, to, stepMs }: SampleQuery): Document[] => {
  const at = { $toLong: '$_id.at' };
  return [
    { $match: { 'series.type': type, at: { $gte: new Date(from), $lt: new Date(to) } } },
    { $group: { _id: { labels: '$series.labels', at: '$at' }, value: { $avg: '$value' } } },
    {
      $group: {
        _id: { labels: '$_id.labels', at: { $subtract: [at, { $mod: [at, stepMs] }] } },
        value: { $avg: '$value' },
      },
    },
    { $project: { _id: 0, at: '$_id.at', labels: '$_id.labels', value: 1 } },
  ];
};
