import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startReplicaSet, type TestReplicaSet } from '../../testing/servers/mongo-replica-set.js';
import { createRoom } from '../contract/fixtures.js';
import { openMongoStore } from './index.js';
import { Flood } from './testing/flood.js';

const program = findProgram('mongod');

(program === undefined ? describe.skip : describe)('a replica set of three', () => {
  let set: TestReplicaSet;
  beforeAll(async () => {
    set = await startReplicaSet(program ?? '');
  }, 120_000);
  afterAll(() => set.stop());

  it('loses its primary twice and nothing that was acknowledged, with two nodes on one channel', async () => {
    const url = set.databaseUrl();
    const [one, two] = [await openMongoStore({ url }), await openMongoStore({ url })];
    const room = await createRoom(one);
    const flood = new Flood(room, [one, two], 16);
    for (let kill = 0; kill < 2; kill++) {
      await flood.more(300);
      await set.killPrimary();
      // By the next one, with a majority of two.
      await flood.more(300);
      await set.restartKilled();
    }
    await flood.more(300);
    await flood.end();
    for (const node of [one, two]) expect(await flood.storedIn(node)).toEqual(flood.acknowledged);
    process.stdout.write(`${flood.acknowledged.length} sends over 2 elections, ${flood.refusals} tries refused\n`);
    await Promise.all([one.close(), two.close()]);
  }, 180_000);
});
