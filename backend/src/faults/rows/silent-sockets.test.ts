import { afterEach, describe, expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { isSoak } from '../../hostile/soak.js';
import { Peer } from '../../testing/peer.js';
import { overBounds, report } from '../world/figures.js';
import { sqliteDeployment } from '../world/sqlite-deployment.js';
import { World } from '../world/world.js';

const SOCKETS = isSoak ? 2_000 : 300;

let world: World | undefined;
afterEach(() => world?.stop());

describe('sockets that never say hello', () => {
  it('are closed with a code of their own, while others are served', async () => {
    await withRandom(async (random) => {
      world = await World.start({ random, deployment: await sqliteDeployment(), senders: 8, readers: 3 });
      const { url } = world.node;
      const silent = await Promise.all(Array.from({ length: SOCKETS }, () => Peer.open(url)));
      const openAt = performance.now();
      const closed = Promise.all(silent.map((peer) => peer.closed()));
      await world.send(320);
      const codes = new Set((await closed).map(({ code }) => code));
      const closedMs = performance.now() - openAt;
      report('Silent sockets', { sockets: SOCKETS, 'all closed after ms': closedMs });
      expect([...codes]).toEqual([4002]);
      expect(await world.verdict()).toEqual([]);
      expect(overBounds({ closed: [closedMs, 7_000] })).toEqual([]);
    });
  }, 60_000);
});
