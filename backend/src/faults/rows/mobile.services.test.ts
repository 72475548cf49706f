import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { isSoak } from '../../hostile/soak.js';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { type Proxy, startToxiproxy, type Toxiproxy } from '../../testing/servers/toxiproxy.js';
import { overBounds, quantile, report } from '../world/figures.js';
import { sqliteDeployment } from '../world/sqlite-deployment.js';
import { World } from '../world/world.js';

const READERS = isSoak ? 500 : 60;
const CUTS = isSoak ? 8 : 3;
const CONNECTED_MS = isSoak ? 13_000 : 1_000;
const AWAY_MS = isSoak ? 2_000 : 500;
const SENDS_A_CUT = 160;

const program = findProgram('toxiproxy-server');

let toxiproxy: Toxiproxy;
let world: World | undefined;
beforeAll(async () => {
  if (program !== undefined) toxiproxy = await startToxiproxy(program);
});
afterEach(() => world?.stop());
afterAll(() => toxiproxy.stop());

(program === undefined ? describe.skip : describe)('readers whose connections are cut again and again', () => {
  it('get everything in order, edits and deletions too', async () => {
    await withRandom(async (random) => {
      let proxy: Proxy | undefined;
      world = await World.start({
        random,
        deployment: await sqliteDeployment(),
        senders: 8,
        readers: READERS,
        readersVia: async ([node]) => {
          proxy = await toxiproxy.proxy(Number(new URL(node?.url ?? '').port));
          const target = { name: node?.name ?? '', url: `http://127.0.0.1:${proxy.port}` };
          return () => [target];
        },
      });
      const resumes: { backMs: number; caughtUpMs: number }[] = [];
      for (let cut = 0; cut < CUTS; cut++) {
        await world.send(SENDS_A_CUT);
        await setTimeout(CONNECTED_MS);
        await proxy?.cut();
        await Promise.all([world.send(SENDS_A_CUT), setTimeout(AWAY_MS)]);
        const heads = await world.heads();
        await proxy?.connect();
        resumes.push(...(await world.resumed(heads)));
      }
      const { acknowledged } = world.ledger;
      const p99 = quantile(
        resumes.map(({ caughtUpMs }) => caughtUpMs),
        0.99,
      );
      report('Cut again and again', {
        readers: READERS,
        cuts: CUTS,
        acknowledged,
        'connected again p99 ms': quantile(
          resumes.map(({ backMs }) => backMs),
          0.99,
        ),
        'caught up from then p99 ms': p99,
      });
      expect(await world.verdict()).toEqual([]);
      expect(acknowledged).toBe(2 * CUTS * SENDS_A_CUT);
      expect(overBounds({ 'caught up': [p99, 3_000] })).toEqual([]);
    });
  }, 600_000);
});
