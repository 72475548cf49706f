import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { z } from 'zod';
import { events, type QuerySampleEvent } from '../events.js';
import { QueryShapes } from './query-shapes.js';

const lineSchema = z.object({ msg: z.string(), level: z.number() }).loose();

let lines: z.infer<typeof lineSchema>[];
let shapes: QueryShapes;

const log = pino({}, { write: (line: string) => lines.push(lineSchema.parse(JSON.parse(line))) });

beforeEach(() => {
  lines = [];
  shapes = new QueryShapes({ log, maxShapes: 3 });
});
afterEach(() => {
  shapes.close();
});

const sample = (given: Partial<QuerySampleEvent> = {}): void => {
  const shape = { collection: 'messages', operation: 'find', shape: 'filter {channelId: ?}' };
  events.querySample.publish({ ...shape, durationSeconds: 0.25, isSlow: false, ...given });
};

const plan = { indexes: ['log'], isCollectionScan: false, isSorted: false };
const examined = { keysExamined: 51, documentsExamined: 50, returned: 50 };

describe('the table of query shapes', () => {
  it('counts calls of a shape together, the costliest shape first', () => {
    sample({ durationSeconds: 0.125 });
    sample({ durationSeconds: 0.375, isSlow: true });
    sample({ collection: 'users', durationSeconds: 1 });
    expect(shapes.list()).toMatchObject([
      { collection: 'users', sampled: 1, slow: 0, meanSeconds: 1 },
      { collection: 'messages', operation: 'find', sampled: 2, slow: 1, meanSeconds: 0.25, maxSeconds: 0.375 },
    ]);
  });

  it('keeps the plan of a shape beside it, and none of a shape that it does not know', () => {
    sample();
    const event = { collection: 'messages', operation: 'find', plan: { ...plan, ...examined } };
    events.queryPlan.publish({ ...event, shape: 'filter {channelId: ?}' });
    events.queryPlan.publish({ ...event, shape: 'filter {content: ?}' });
    expect(shapes.list()).toMatchObject([{ plan: { indexes: ['log'], documentsExamined: 50 } }]);
  });

  it('is bounded: the shape that was seen longest ago makes room', () => {
    for (const shape of ['a', 'b', 'c', 'a', 'd']) sample({ shape });
    expect(
      shapes
        .list()
        .map(({ shape }) => shape)
        .toSorted(),
    ).toEqual(['a', 'c', 'd']);
  });

  it('logs a slow shape once within a minute, and others not at all', () => {
    sample();
    sample({ isSlow: true });
    sample({ isSlow: true });
    sample({ isSlow: true, shape: 'filter {content: ?}' });
    expect(lines).toMatchObject([
      { level: 40, msg: 'a query was slow', shape: 'filter {channelId: ?}', durationSeconds: 0.25 },
      { level: 40, msg: 'a query was slow', shape: 'filter {content: ?}' },
    ]);
  });

  it('learns nothing once it is closed', () => {
    shapes.close();
    sample();
    expect(shapes.list()).toEqual([]);
  });
});
