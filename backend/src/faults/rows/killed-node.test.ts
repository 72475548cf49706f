import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { isSoak } from '../../hostile/soak.js';
import { overBounds, quantile, report } from '../world/figures.js';
import { sqliteDeployment } from '../world/sqlite-deployment.js';
import { World } from '../world/world.js';

const KILLS = isSoak ? 50 : 5;
const SENDS_A_KILL = isSoak ? 1_040 : 320;
const SENDERS = 16;

/** After a connection that held for this long, clients forget the pauses before it. */
const HELD_MS = isSoak ? 10_000 : 0;

/** Generous, as the machine is shared: the objective is 5 s. */
const BACK_MS = 10_000;

let world: World | undefined;
afterEach(() => world?.stop());

describe('a node on SQLite that is killed again and again under load', () => {
  it(`loses, doubles and reorders nothing over ${KILLS} kills`, async () => {
    await withRandom(async (random) => {
      world = await World.start({ random, deployment: await sqliteDeployment(), senders: SENDERS, readers: 4 });
      const [node] = world.nodes;
      for (let kill = 0; kill < KILLS; kill++) {
        const halfway = world.ledger.more(1 + random.below(SENDS_A_KILL / 2));
        const sent = world.send(SENDS_A_KILL);
        await halfway;
        await node?.end('SIGKILL');
        await node?.start();
        await sent;
        await world.look();
        await world.allBack();
        await setTimeout(HELD_MS);
      }
      expect(await world.verdict()).toEqual([]);
      expect(world.ledger.acknowledged).toBe(KILLS * SENDS_A_KILL);
      const backP95 = quantile(world.awayMs, 0.95);
      const { acknowledged, ackMs } = world.ledger;
      report('SIGKILL of a node on SQLite', {
        kills: KILLS,
        acknowledged,
        'clients back p95 ms': backP95,
        'ack p99 ms': quantile(ackMs, 0.99),
      });
      expect(overBounds({ 'clients back': [backP95, BACK_MS] })).toEqual([]);
    });
  }, 900_000);
});
