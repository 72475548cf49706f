import type { Database } from 'better-sqlite3';
import { SAMPLE_RETENTION_MS } from '../../sample-store.js';
import type { ReadCalls, WriteCalls } from '../operations.js';
import type { SamplePointRow } from '../rows.js';

/** Samples lie together by series, as they are read; a series' labels are written once. */
export const samplesSchema = `
  CREATE TABLE series (
    key INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    labels TEXT NOT NULL,
    UNIQUE (type, labels)
  ) STRICT;

  CREATE TABLE samples (
    series INTEGER NOT NULL REFERENCES series (key),
    at INTEGER NOT NULL,
    value REAL NOT NULL,
    PRIMARY KEY (series, at)
  ) STRICT, WITHOUT ROWID;
`;

/** A range of each series, instead of an index by time for this alone. */
const FORGET = 'DELETE FROM samples WHERE series IN (SELECT key FROM series) AND at < ?';

const FORGET_SERIES = 'DELETE FROM series WHERE NOT EXISTS (SELECT 1 FROM samples WHERE samples.series = series.key)';

/** Numbers are bound as reals, of which a division has a fraction. */
const READ = `
  SELECT (samples.at / CAST(:step AS INTEGER)) * CAST(:step AS INTEGER) AS step, series.labels, avg(samples.value)
    FROM series JOIN samples ON samples.series = series.key
   WHERE series.type = :type AND samples.at >= :from AND samples.at < :to
   GROUP BY step, series.key
   ORDER BY step, series.labels`;

export function prepareSamples(database: Database): Pick<WriteCalls, 'putSamples'> {
  const addSeries = database.prepare<[type: string, labels: string]>(
    'INSERT INTO series (type, labels) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const put = database.prepare<[at: number, value: number, type: string, labels: string]>(
    'INSERT OR REPLACE INTO samples (series, at, value) SELECT key, ?, ? FROM series WHERE type = ? AND labels = ?',
  );
  const forget = database.prepare<[before: number]>(FORGET);
  const forgetSeries = database.prepare<[]>(FORGET_SERIES);
  return {
    putSamples(samples, now) {
      for (const [type, labels, at, value] of samples) {
        addSeries.run(type, labels);
        put.run(at, value, type, labels);
      }
      if (forget.run(now - SAMPLE_RETENTION_MS).changes > 0) forgetSeries.run();
    },
  };
}

/** The reader's side of it. */
export function prepareSampleReads(database: Database): Pick<ReadCalls, 'samples'> {
  const read = database.prepare<[{ type: string; from: number; to: number; step: number }], SamplePointRow>(READ).raw();
  return { samples: (type, from, to, step) => read.all({ type, from, to, step }) };
}
