import { afterAll, expect, it } from '@jest/globals';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startMongod } from '../../testing/servers/mongod.js';
import { freePorts } from '../../testing/servers/server-process.js';
import { describeOnMongod } from './testing/servers.js';

const refusal = async (opening: Promise<unknown>): Promise<{ code?: unknown; message: string }> => {
  try {
    await opening;
  } catch (error) {
    if (error instanceof Error) return { code: 'code' in error ? error.code : undefined, message: error.message };
  }
  throw new Error('the store was opened');
};

describeOnMongod('opening the store', (world) => {
  const ends: (() => Promise<void>)[] = [];
  afterAll(() => Promise.all(ends.map((end) => end())));

  it('may be done by several nodes at once on an empty database, and again on a full one', async () => {
    const url = world().mongod.databaseUrl();
    const stores = await Promise.all(Array.from({ length: 4 }, () => world().open({ url })));
    for (const store of stores) expect(await store.health()).toEqual({ isWritable: true });
    await world().open({ url });
  }, 60_000);

  it('refuses a server without a replica set, and says how to make one', async () => {
    const standalone = await startMongod(findProgram('mongod') ?? '', { isStandalone: true });
    ends.push(() => standalone.stop());
    expect(await refusal(world().open({ url: standalone.databaseUrl() }))).toEqual({
      code: 'store_no_replica_set',
      message: expect.stringMatching(/^MONGODB_URL: .*--replSet rs0.*rs\.initiate\(\)/),
    });
  }, 60_000);

  it('gives up on a server that is away, and names it without name and password', async () => {
    const [port = 0] = await freePorts(1);
    const { code, message } = await refusal(world().open({ url: `mongodb://scott:secret@127.0.0.1:${port}/chat` }));
    expect(code).toBe('store_away');
    expect(message).toContain(`MONGODB_URL: mongodb://127.0.0.1:${port}/chat cannot be used`);
    expect(message).not.toMatch(/scott|secret/);
  }, 60_000);

  it('refuses a wrong password without repeating it', async () => {
    const { mongod, open } = world();
    const { code, message } = await refusal(open({ url: `mongodb://scott:secret@127.0.0.1:${mongod.port}/chat` }));
    expect(code).toBe('store_away');
    expect(message).toContain('MongoServerError AuthenticationFailed');
    expect(message).not.toMatch(/scott|secret/);
  }, 60_000);

  it('refuses an address that the driver does not understand, without repeating it', async () => {
    const url = 'mongodb://scott:secret@localhost/chat?noSuchOption=1';
    const { code, message } = await refusal(world().open({ url }));
    expect(code).toBe('store_bad_address');
    expect(message).not.toMatch(/scott|secret/);
  });
});
