import { afterEach, describe, expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { withClockOff } from '../world/preloads.js';
import { sqliteDeployment } from '../world/sqlite-deployment.js';
import { World } from '../world/world.js';

const HOUR_MS = 3_600_000;
const SENDS = 160;

let world: World | undefined;
afterEach(() => world?.stop());

describe('a clock that jumps', () => {
  it('by an hour forth and two back changes neither order nor resume', async () => {
    await withRandom(async (random) => {
      world = await World.start({ random, deployment: await sqliteDeployment(), senders: 8, readers: 3 });
      const { node } = world;
      for (const offsetMs of [HOUR_MS, -HOUR_MS]) {
        await world.send(SENDS);
        await node.end('SIGTERM');
        await node.start(withClockOff(offsetMs));
      }
      await world.send(SENDS);
      expect(await world.verdict()).toEqual([]);
      expect(world.ledger.acknowledged).toBe(3 * SENDS);
    });
  }, 60_000);
});
