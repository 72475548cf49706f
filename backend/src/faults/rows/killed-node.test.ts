import { afterEach, describe, expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { isSoak } from '../../hostile/soak.js';
import { killNodes } from '../scenarios/killed-nodes.js';
import { overBounds, quantile, report } from '../world/figures.js';
import { sqliteDeployment } from '../world/sqlite-deployment.js';
import { World } from '../world/world.js';

const KILLS = isSoak ? 50 : 5;
const SENDS_A_KILL = isSoak ? 1_040 : 320;

let world: World | undefined;
afterEach(() => world?.stop());

describe('a node on SQLite that is killed again and again under load', () => {
  it(`loses, doubles and reorders nothing over ${KILLS} kills`, async () => {
    await withRandom(async (random) => {
      world = await World.start({ random, deployment: await sqliteDeployment(), senders: 16, readers: 4 });
      const { downMs, backMs } = await killNodes(world, { random, kills: KILLS, sendsAKill: SENDS_A_KILL });
      expect(await world.verdict()).toEqual([]);
      const { acknowledged, ackMs } = world.ledger;
      expect(acknowledged).toBe(KILLS * SENDS_A_KILL);
      const backP95 = quantile(backMs, 0.95);
      report('SIGKILL of a node on SQLite', {
        kills: KILLS,
        acknowledged,
        'node down p95 ms': quantile(downMs, 0.95),
        'clients back after it p95 ms': backP95,
        'ack p99 ms': quantile(ackMs, 0.99),
      });
      expect(overBounds({ 'clients back': [backP95, 5_000] })).toEqual([]);
    });
  }, 1_800_000);
});
