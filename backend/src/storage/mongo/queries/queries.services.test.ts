import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Db, type Document, MongoClient } from 'mongodb';
import { pino } from 'pino';
import { events, type QueryPlanEvent, type QuerySampleEvent } from '../../../events.js';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startMongod, type TestMongod } from '../../../testing/servers/mongod.js';
import { QueryShapes } from '../../../monitoring/query-shapes.js';
import { openMongoStore } from '../mongo-store.js';
import { Explainer } from './explainer.js';
import { QuerySampler } from './query-sampler.js';
import { type QueryShape, shapeOf } from './shape.js';
import { watchQueries } from './watch-queries.js';

const program = findProgram('mongod');
const describeWithMongod = program === undefined ? describe.skip : describe;

interface Entry {
  readonly _id: string;
  readonly channelId: string;
  readonly seq: number;
  readonly tag?: string;
}

const entries = Array.from({ length: 200 }, (_, index) => ({
  _id: `e${index}`,
  channelId: `c${index % 2}`,
  seq: index,
}));

describeWithMongod('watched queries', () => {
  let mongod: TestMongod;
  let client: MongoClient;
  let database: Db;

  beforeAll(async () => {
    mongod = await startMongod(program ?? '');
  }, 60_000);
  afterAll(() => mongod.stop());

  beforeEach(async () => {
    client = new MongoClient(mongod.databaseUrl(), { monitorCommands: true });
    database = client.db();
    await database.collection<Entry>('log').insertMany(entries);
    await database.collection('log').createIndexes([{ name: 'by_seq', key: { channelId: 1, seq: -1 } }]);
  });
  afterEach(() => client.close());

  /** Every call of the driver that the store uses, once. */
  const callAll = async (watched: Db): Promise<void> => {
    const log = watched.collection<Entry>('log');
    const mine = { channelId: 'c1', seq: { $lt: 100 } };
    await log.find(mine, { sort: { seq: -1 }, limit: 5, projection: { _id: 0 } }).toArray();
    await log.find().toArray();
    await log.findOne({ _id: 'e1' }, { projection: { seq: 1 } });
    await log.aggregate([{ $match: mine }, { $sort: { seq: 1 } }, { $limit: 3 }], { hint: 'by_seq' }).toArray();
    await log.countDocuments(mine);
    await log.distinct('channelId', { seq: { $gt: 5 } });
    await log.updateOne({ _id: 'e1' }, { $set: { tag: 'a' } });
    await log.updateOne({ _id: 'new' }, { $set: { tag: 'a' } }, { upsert: true });
    await log.updateMany(mine, { $set: { tag: 'b' } });
    await log.bulkWrite([{ updateOne: { filter: { _id: 'e2' }, update: { $set: { tag: 'c' } } } }]);
    await log.findOneAndUpdate({ _id: 'e3' }, { $set: { tag: 'd' } }, { sort: { seq: 1 } });
    await log.findOneAndDelete({ channelId: 'c0' }, { sort: { seq: 1 } });
    await log.deleteOne({ _id: 'e4' });
    await log.deleteMany({ channelId: 'c0', seq: { $lt: 50 } });
    await log.bulkWrite([{ deleteOne: { filter: { _id: 'e6' } } }]);
  };

  it('are told as the driver sends them, each once', async () => {
    const sent: Document[] = [];
    const told: Document[] = [];
    client.on('commandStarted', ({ command }) => sent.push(command));
    const watched = watchQueries(database, (command, durationSeconds) => {
      expect(durationSeconds).toBeGreaterThan(0);
      told.push(command());
    });
    await callAll(watched);
    // An option that changes nothing may be spelt out or left away.
    const shapes = (commands: Document[]): string[] =>
      commands.map((command) => Object.values(shapeOf(command)).join(' '));
    expect(shapes(told)).toEqual(shapes(sent.filter((command) => !('getMore' in command))));
    expect(told).toHaveLength(15);
  });

  it('are told when they fail, too', async () => {
    const told: Document[] = [];
    const watched = watchQueries(database, (command) => told.push(command()));
    await expect(watched.collection('log').findOne({ $and: [] })).rejects.toThrow();
    expect(told).toHaveLength(1);
  });

  it('are explained in the background, each shape once, whatever the call', async () => {
    const samples: QuerySampleEvent[] = [];
    const plans: QueryPlanEvent[] = [];
    const distinct = (all: readonly QueryShape[]): number =>
      new Set(all.map((each) => JSON.stringify(textOf(each)))).size;
    const stopSamples = events.querySample.subscribe((sample) => samples.push(sample));
    const stopPlans = events.queryPlan.subscribe((plan) => plans.push(plan));
    const explainer = new Explainer({ run: (command) => database.command(command), intervalMs: 1 });
    const watched = watchQueries(database, new QuerySampler({ slowOverSeconds: 0, explainer }).record);
    await callAll(watched);
    await callAll(watched);
    while (plans.length < distinct(samples)) await nextPlan();
    explainer.close();
    stopSamples();
    stopPlans();

    expect(samples.every(({ isSlow }) => isSlow)).toBe(true);
    expect(distinct(plans)).toBe(plans.length);
    const planOf = (text: string) => plans.find(({ shape }) => shape.includes(text))?.plan;
    const good = { isCollectionScan: false, isSorted: false };
    expect(planOf('limit')).toEqual({
      ...good,
      indexes: ['by_seq'],
      keysExamined: 5,
      documentsExamined: 5,
      returned: 5,
    });
    expect(planOf('multi')).toMatchObject({ ...good, indexes: ['by_seq'], returned: 50 });
    expect(planOf('sort {seq: 1}')).toMatchObject({ indexes: ['_id_'], isCollectionScan: false });
    // No index begins with `seq`.
    expect(planOf('query {seq: {$gt: ?}}')).toMatchObject({ indexes: [], isCollectionScan: true });
  });

  it('are explained where results are put in order first', async () => {
    const plan = nextPlan();
    const explainer = new Explainer({ run: (command) => database.command(command), intervalMs: 1 });
    const command = { find: 'log', filter: { channelId: 'c1' }, sort: { tag: 1 } };
    explainer.offer(shapeOf(command), command);
    expect(await plan).toMatchObject({ plan: { isSorted: true, indexes: ['by_seq'], returned: 100 } });
    explainer.close();
  });

  it('of the store are kept and logged where they are slow, with their plans and without a value', async () => {
    const lines: string[] = [];
    const shapes = new QueryShapes({ log: pino({}, { write: (line: string) => lines.push(line) }) });
    const url = mongod.databaseUrl();
    const store = await openMongoStore({ url, slowQuerySeconds: 0 });
    await store.users.findByEmail('secret@chat.example');
    expect(await nextPlan()).toMatchObject({ plan: { indexes: ['email'], isCollectionScan: false } });
    expect(shapes.list()).toMatchObject([
      { collection: 'users', operation: 'find', slow: 1, plan: { indexes: ['email'], returned: 0 } },
    ]);
    expect(lines.join()).toContain('filter {email: ?}');
    expect(lines.join()).not.toContain('secret');
    shapes.close();
    await store.close();
  });

  it('are asked about again when the plan was not to be had', async () => {
    let tries = 0;
    const plan = nextPlan();
    const command = { find: 'log', filter: { _id: 'e1' } };
    const explainer: Explainer = new Explainer({
      intervalMs: 1,
      run: (explain) => {
        tries++;
        if (tries > 1) return database.command(explain);
        // Offered by the next call of the shape.
        setImmediate(() => {
          explainer.offer(shapeOf(command), command);
        });
        return Promise.reject(new Error('the server is away'));
      },
    });
    explainer.offer(shapeOf(command), command);
    expect(await plan).toMatchObject({ plan: { returned: 1 } });
    expect(tries).toBe(2);
    explainer.close();
  });
});

const textOf = ({ collection, operation, shape }: QueryShape) => ({ collection, operation, shape });

const nextPlan = (): Promise<QueryPlanEvent> =>
  new Promise((resolve) => {
    const stop = events.queryPlan.subscribe((event) => {
      stop();
      resolve(event);
    });
  });
