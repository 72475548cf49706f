import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { type ImageMongod, startMongodAsImage } from './testing/servers/mongod-as-image.js';
import { startTestService } from './testing/start-service.js';

const program = findProgram('mongod');

/** The job as a process of its own: its exit code and what it said. */
const prepare = async (env: Record<string, string>): Promise<{ code: number; said: string }> => {
  const main = fileURLToPath(new URL('prepare-mongodb.js', import.meta.url));
  const child = spawn(process.execPath, [main], { env: { PATH: process.env.PATH, ...env } });
  const [said, complaints, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { code, said: said + complaints };
};

(program === undefined ? describe.skip : describe)('a new MongoDB server', () => {
  let mongod: ImageMongod;
  beforeAll(async () => {
    mongod = await startMongodAsImage(program ?? '');
  }, 60_000);
  afterAll(() => mongod.stop());

  const addressWith = (password: string): string =>
    `mongodb://chatwatch:${password}@127.0.0.1:${mongod.port}/chatwatch?replicaSet=rs0`;

  test('becomes what the address of the service says, also the second time', async () => {
    const env = { MONGODB_URL: addressWith('first'), MONGODB_ROOT_PASSWORD: mongod.rootPassword };
    const done = { code: 0, said: 'MongoDB is a replica set and has the account of MONGODB_URL.\n' };
    expect(await prepare(env)).toEqual(done);
    expect(await prepare(env)).toEqual(done);
  });

  test('the service stores messages and files with that account', async () => {
    const secrets = { JWT_SECRET: 's'.repeat(32), SERVICE_TOKEN: 'a-service-token' };
    const chat = await startTestService({ MONGODB_URL: addressWith('first'), ...secrets });
    try {
      const ann = await chat.register();
      const channel = await chat.channel(ann);
      const message = await ann.rest.sendMessage(channel.id, { clientId: 'one', content: 'hello' });
      expect(message).toMatchObject({ seq: 1, content: 'hello' });
    } finally {
      await chat.stop();
    }
  });

  test('the account reaches no other database', async () => {
    const client = new MongoClient(addressWith('first'));
    try {
      await expect(client.db('admin').collection('system.users').findOne()).rejects.toThrow(/not authorized/);
      await expect(client.db('other').collection('tries').insertOne({})).rejects.toThrow(/not authorized/);
    } finally {
      await client.close();
    }
  });

  test('a new password of the address replaces the old one', async () => {
    const env = { MONGODB_URL: addressWith('second'), MONGODB_ROOT_PASSWORD: mongod.rootPassword };
    expect(await prepare(env)).toMatchObject({ code: 0 });
    for (const [password, outcome] of [
      ['second', 'fulfilled'],
      ['first', 'rejected'],
    ] as const) {
      const client = new MongoClient(addressWith(password));
      const [{ status }] = await Promise.allSettled([client.db().command({ ping: 1 })]);
      await client.close();
      expect(status).toBe(outcome);
    }
  });

  test.each([
    [{ MONGODB_ROOT_PASSWORD: 'wrong-secret' }, 'AuthenticationFailed'],
    [{ MONGODB_ROOT_PASSWORD: '' }, 'MONGODB_ROOT_PASSWORD is missing'],
    [{ MONGODB_URL: '' }, 'MONGODB_URL is missing'],
    [{ MONGODB_URL: 'mongodb://chatwatch:second@127.0.0.1/chatwatch' }, 'MONGODB_URL: must be like'],
    [{ MONGODB_URL: 'mongodb://chatwatch:second@127.0.0.1/?replicaSet=rs0' }, 'MONGODB_URL: must be like'],
  ])('%j is refused without a word of a password', async (change, reason) => {
    const env = { MONGODB_URL: addressWith('second'), MONGODB_ROOT_PASSWORD: mongod.rootPassword, ...change };
    const { code, said } = await prepare(env);
    expect(code).toBe(1);
    expect(said).toContain(reason);
    expect(said).not.toMatch(/second|wrong-secret/);
  });
});
