import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startMongod, type TestMongod } from './mongod.js';

const program = findProgram('mongod');

(program === undefined ? describe.skip : describe)('a mongod of a test', () => {
  let mongod: TestMongod;
  beforeAll(async () => {
    mongod = await startMongod(program ?? '');
  }, 60_000);
  afterAll(() => mongod.stop());

  it('takes majority writes, and has them after it was killed and started again', async () => {
    const client = new MongoClient(mongod.databaseUrl());
    const notes = client.db().collection('notes');
    await notes.insertOne({ text: 'kept' });
    await mongod.kill();
    await mongod.restart();
    expect(await notes.findOne({}, { projection: { _id: 0 } })).toEqual({ text: 'kept' });
    await client.close();
  }, 60_000);

  it('gives each asker a database of its own', () => {
    expect(mongod.databaseUrl()).not.toBe(mongod.databaseUrl());
  });
});
