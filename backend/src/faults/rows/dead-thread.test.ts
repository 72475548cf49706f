import { afterEach, describe, expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { withMortalThread } from '../world/preloads.js';
import { sqliteDeployment } from '../world/sqlite-deployment.js';
import { World } from '../world/world.js';

const SENDS = 320;

let world: World | undefined;
afterEach(() => world?.stop());

describe('a storage thread that dies under load', () => {
  it('ends the process with a reason in the log, and the next start has lost nothing', async () => {
    await withRandom(async (random) => {
      world = await World.start({ random, deployment: await sqliteDeployment(), senders: 8, readers: 3 });
      const { node } = world;
      await node.end('SIGTERM');
      await node.start(withMortalThread());
      await world.allBack();
      const halfway = world.ledger.more(SENDS / 2);
      const sent = world.send(SENDS);
      await halfway;
      const service = node.process;
      expect(await node.end('SIGUSR2')).toBe(1);
      const lines = service.output.filter((line) => line.includes('the service cannot go on'));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain("the store's writer thread has ended");
      await node.start();
      await sent;
      expect(await world.verdict()).toEqual([]);
      expect(world.ledger.acknowledged).toBe(SENDS);
    });
  }, 60_000);
});
