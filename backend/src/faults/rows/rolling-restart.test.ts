import { afterEach, describe, expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { isSoak } from '../../hostile/soak.js';
import { restartInTurn } from '../scenarios/rolling-restart.js';
import { overBounds, quantile, report } from '../world/figures.js';
import { sqliteDeployment } from '../world/sqlite-deployment.js';
import { World } from '../world/world.js';

const RESTARTS = isSoak ? 20 : 3;
const SENDS = 320;
const SPREAD_MS = 3_000;

let world: World | undefined;
afterEach(() => world?.stop());

describe('a node that is stopped in good order under load', () => {
  it('fails no request, loses nothing, ends in time and spreads who comes back', async () => {
    await withRandom(async (random) => {
      world = await World.start({ random, deployment: await sqliteDeployment(), senders: 16, readers: 24 });
      const { exitMs, exitCodes, toldMs } = await restartInTurn(world, { restarts: RESTARTS, sends: SENDS });
      const slowest = Math.max(...exitMs);
      report('SIGTERM of a node on SQLite', {
        restarts: RESTARTS,
        acknowledged: world.ledger.acknowledged,
        'slowest exit ms': slowest,
        'told to stay away p5 ms': quantile(toldMs, 0.05),
        'told to stay away p95 ms': quantile(toldMs, 0.95),
      });
      expect(await world.verdict()).toEqual([]);
      expect(world.ledger.sends.filter(({ outcome }) => outcome.kind !== 'ok')).toEqual([]);
      expect(exitCodes).toEqual(exitCodes.map(() => 0));
      expect(toldMs).toHaveLength(RESTARTS * world.clients.length);
      expect(Math.max(...toldMs)).toBeLessThanOrEqual(SPREAD_MS);
      // Four quarters of the window, of which none stays empty.
      const quarters = new Set(toldMs.map((ms) => Math.floor((4 * ms) / (SPREAD_MS + 1))));
      expect(quarters.size).toBe(4);
      expect(overBounds({ exit: [slowest, 10_000] })).toEqual([]);
    });
  }, 600_000);
});
