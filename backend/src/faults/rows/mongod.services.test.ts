import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { isSoak } from '../../hostile/soak.js';
import { killMongod } from '../scenarios/killed-mongod.js';
import { silentStore } from '../scenarios/silent-store.js';
import { type ClusterServers, hasClusterPrograms, startClusterServers } from '../world/cluster-servers.js';
import { overBounds, quantile, report } from '../world/figures.js';
import { World } from '../world/world.js';

const KILLS = isSoak ? 20 : 3;
const SENDS_A_KILL = isSoak ? 800 : 320;
const NODES = 2;
/** The longest bounds of a read and of the write after it, and room for the way there and back. */
const DEADLINE_MS = 7_500;

const hasPrograms = hasClusterPrograms();

let servers: ClusterServers;
let world: World | undefined;
beforeAll(async () => {
  if (hasPrograms) servers = await startClusterServers();
}, 60_000);
afterEach(() => world?.stop());
afterAll(() => servers.stop());

(hasPrograms ? describe : describe.skip)('a mongod that fails', () => {
  it(`loses nothing when it is killed ${KILLS} times under load, and is used again as soon as it is back`, async () => {
    await withRandom(async (random) => {
      const deployment = await servers.deployment({ nodes: NODES });
      world = await World.start({ random, deployment, senders: 16, readers: 4 });
      const options = { random, kills: KILLS, sendsAKill: SENDS_A_KILL };
      const { restartMs, ackedAgainMs } = await killMongod(world, servers.mongod, options);
      report('SIGKILL of mongod', {
        kills: KILLS,
        acknowledged: world.ledger.acknowledged,
        'restart p95 ms': quantile(restartMs, 0.95),
        'acked again p95 ms': quantile(ackedAgainMs, 0.95),
      });
      expect(await world.verdict()).toEqual([]);
      expect(world.ledger.acknowledged).toBe(KILLS * SENDS_A_KILL);
      const total = restartMs.map((ms, index) => (ms + (ackedAgainMs[index] ?? 0)) / ms);
      expect(overBounds({ 'acked again in restarts': [quantile(total, 0.95), 2] })).toEqual([]);
    });
  }, 900_000);

  it('that is silent: requests end in time, readiness is red, the node lives and stays small', async () => {
    await withRandom(async (random) => {
      const deployment = await servers.deployment({ nodes: NODES });
      world = await World.start({ random, deployment, senders: 16, readers: 4 });
      const { pause: begin, resume: end } = servers.mongod;
      const figures = await silentStore(world, { begin, end });
      report('mongod stopped by SIGSTOP', { ...figures, refusals: figures.refusals.join(' ') });
      expect(await world.verdict()).toEqual([]);
      expect(figures.refusals.filter((code) => code !== 'unavailable')).toEqual([]);
      expect(figures.deadProbes).toBe(0);
      expect(figures.readyzRedAfterMs).toBeLessThan(figures.silentMs);
      expect(
        overBounds({
          livez: [figures.livezP50Ms, 50],
          readyz: [figures.readyzRedAfterMs, 2_000],
          'slowest request': [figures.slowestRequestMs, DEADLINE_MS],
          memory: [figures.memoryRatio, 1.2],
        }),
      ).toEqual([]);
    });
  }, 180_000);
});
