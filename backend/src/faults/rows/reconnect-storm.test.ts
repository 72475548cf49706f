import { afterEach, describe, expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { isSoak } from '../../hostile/soak.js';
import { overBounds, quantile, report } from '../world/figures.js';
import { sumOf } from '../../testing/sum-of.js';
import { sqliteDeployment } from '../world/sqlite-deployment.js';
import { World } from '../world/world.js';

const SOCKETS = isSoak ? 2_000 : 200;
const CHANNELS = 4;

let world: World | undefined;
afterEach(() => world?.stop());

describe('a node that restarts under everybody', () => {
  it(`has ${SOCKETS} sockets back without a password hash, with few reads of the store`, async () => {
    await withRandom(async (random) => {
      const deployment = await sqliteDeployment();
      const env = { METRICS_PUBLIC: 'on' };
      world = await World.start({ random, deployment, senders: 4, readers: SOCKETS, channels: CHANNELS, env });
      const { node } = world;
      await world.send(100);
      await world.history();
      await node.end('SIGKILL');
      await node.start();
      const backMs = await world.allBack();
      const metrics = await (await fetch(`${node.url}/metrics`)).text();
      await world.send(100);
      expect(await world.verdict()).toEqual([]);
      const reads = sumOf(metrics, 'database_query_duration_seconds_count', 'operation="find"');
      const signIns = sumOf(metrics, 'http_requests_total', 'route="/api/auth');
      const backP95 = quantile(backMs, 0.95);
      report('Restart under sockets', { sockets: SOCKETS, 'back p95 ms': backP95, reads, 'sign-ins': signIns });
      expect(signIns).toBe(0);
      expect(overBounds({ 'sockets back': [backP95, 5_000] })).toEqual([]);
    });
  }, 180_000);
});
