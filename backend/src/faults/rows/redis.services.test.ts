import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { type Absence, withoutRedis } from '../scenarios/without-redis.js';
import { type ClusterServers, hasClusterPrograms, startClusterServers } from '../world/cluster-servers.js';
import { overBounds, report } from '../world/figures.js';
import { World } from '../world/world.js';

const ROUNDS = 6;
const SENDS = 160;

const hasPrograms = hasClusterPrograms();

let servers: ClusterServers;
let world: World | undefined;
beforeAll(async () => {
  if (hasPrograms) servers = await startClusterServers();
}, 60_000);
afterEach(() => world?.stop());
afterAll(() => servers.stop());

const kinds: readonly { name: string; absence: (servers: ClusterServers) => Absence }[] = [
  {
    name: 'killed',
    absence: ({ redis }) => ({ begin: () => redis.kill(), end: () => redis.restart() }),
  },
  {
    name: 'silent',
    absence: ({ redis }) => ({
      begin: () => {
        redis.pause();
      },
      end: () => {
        redis.resume();
      },
    }),
  },
];

(hasPrograms ? describe : describe.skip)('two nodes whose Redis fails', () => {
  it.each(kinds)(
    'go on when it is $name, without a failed request, and readers catch up',
    async ({ name, absence }) => {
      await withRandom(async (random) => {
        const deployment = await servers.deployment({ nodes: 2 });
        world = await World.start({ random, deployment, senders: 8, readers: 8 });
        const figures = await withoutRedis(world, absence(servers));
        report(`Redis ${name}`, { ...figures, acknowledged: world.ledger.acknowledged });
        expect(await world.verdict()).toEqual([]);
        expect(world.ledger.sends.filter(({ outcome }) => outcome.kind !== 'ok')).toEqual([]);
        expect(figures.failedReads).toBe(0);
        expect(
          overBounds({
            noticed: [figures.noticedMs, 5_000],
            'ack p99': [figures.ackP99AwayMs / figures.ackP99Ms, 2],
            'caught up': [figures.caughtUpMs, 2_000],
          }),
        ).toEqual([]);
      });
    },
    180_000,
  );

  it('go on when it is emptied again and again under load', async () => {
    await withRandom(async (random) => {
      const deployment = await servers.deployment({ nodes: 2 });
      world = await World.start({ random, deployment, senders: 8, readers: 8 });
      for (let round = 0; round < ROUNDS; round++) {
        const halfway = world.ledger.more(SENDS / 2);
        const sent = world.send(SENDS);
        await halfway;
        await servers.redis.admin.flushall();
        await sent;
        await world.look();
      }
      expect(await world.verdict()).toEqual([]);
      expect(world.ledger.acknowledged).toBe(ROUNDS * SENDS);
    });
  }, 60_000);
});
