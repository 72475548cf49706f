import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, MongoClient } from 'mongodb';
import { Random } from '../../../hostile/seeded-random.js';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startMongod, type TestMongod } from '../../../testing/servers/mongod.js';
import { type MongoStore, openMongoStore } from '../mongo-store.js';
import { fill } from './crowd.js';
import { createExercises, type Exercises } from './exercises.js';
import { EXCEPTIONS, judge, toRows } from './judge.js';
import { startProfile, takeProfile } from './profile.js';

const program = findProgram('mongod');
const seed = Number(process.env.CHATWATCH_SEED ?? 7);
const ROUNDS = 10;

(program === undefined ? describe.skip : describe)(`the store's queries on MongoDB (seed ${seed})`, () => {
  let mongod: TestMongod;
  let client: MongoClient;
  let database: Db;
  let store: MongoStore;
  let exercises: Exercises;

  beforeAll(async () => {
    mongod = await startMongod(program ?? '');
    const url = mongod.databaseUrl();
    client = new MongoClient(url);
    database = client.db();
    store = await openMongoStore({ url });
    const random = new Random(seed);
    exercises = createExercises(store, await fill(store, random), random);
  }, 300_000);
  afterAll(async () => {
    await store.close();
    await client.close();
    await mongod.stop();
  });

  const run = async (): Promise<void> => {
    for (const part of Object.values(exercises)) {
      for (const exercise of Object.values(part) as (() => Promise<unknown>)[]) {
        for (let round = 0; round < ROUNDS; round++) await exercise();
      }
    }
  };

  it('are all looked at: each method of each part has an exercise', () => {
    for (const [part, methods] of Object.entries(exercises)) {
      const object = store[part as keyof Exercises] ?? {};
      expect({ part, methods: methodsOf(object) }).toEqual({ part, methods: Object.keys(methods).toSorted() });
    }
  });

  it('read what they return through an index, in its order, and nothing else', async () => {
    await startProfile(database);
    await run();
    const rows = await toRows(await takeProfile(database), database);
    const table = rows.map((row) => row.line).join('\n');
    process.stdout.write(`${table}\n`);
    expect(judge(rows)).toEqual([]);
    // An exception that nothing needs any more is none.
    expect(EXCEPTIONS.filter(({ shape }) => !rows.some((row) => row.key.includes(shape)))).toEqual([]);
  }, 120_000);
});

/** Of a plain object and of a class. */
const methodsOf = (object: object): string[] => {
  const prototype = Object.getPrototypeOf(object) as object;
  const names = [
    ...Object.keys(object),
    ...(prototype === Object.prototype ? [] : Object.getOwnPropertyNames(prototype)),
  ];
  return [...new Set(names)].filter((name) => name !== 'constructor').toSorted();
};
