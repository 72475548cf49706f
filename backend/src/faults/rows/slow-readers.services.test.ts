import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Random, withRandom } from '../../hostile/seeded-random.js';
import { isSoak } from '../../hostile/soak.js';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startToxiproxy, type Toxiproxy } from '../../testing/servers/toxiproxy.js';
import { overBounds, quantile, report } from '../world/figures.js';
import { sumOf } from '../../testing/sum-of.js';
import { sqliteDeployment } from '../world/sqlite-deployment.js';
import { World } from '../world/world.js';

const READERS = isSoak ? 200 : 20;
/** More than the system's buffers on the way take, which is some ten mebibytes. */
const ROUNDS = 3;
const SENDS_A_ROUND = 500;
const CONTENT_LENGTH = 15_000;
const SLOW_KB = 1;

const program = findProgram('toxiproxy-server');

let toxiproxy: Toxiproxy;
let world: World | undefined;
beforeAll(async () => {
  if (program !== undefined) toxiproxy = await startToxiproxy(program);
});
afterEach(() => world?.stop());
afterAll(() => toxiproxy.stop());

/** One run; every tenth reader is slow or none is. Delivery times are those of the readers that are not. */
const run = async (random: Random, isTenthSlow: boolean): Promise<{ deliveryP99Ms: number; closed: number }> => {
  const proxies: { heal(): Promise<void> }[] = [];
  const running = await World.start({
    random,
    deployment: await sqliteDeployment(),
    env: { METRICS_PUBLIC: 'on' },
    senders: 4,
    readers: READERS,
    channels: 1,
    contentLength: CONTENT_LENGTH,
    readersVia: async (nodes) => {
      const [node] = nodes;
      const proxy = await toxiproxy.proxy(Number(new URL(node?.url ?? '').port));
      if (isTenthSlow) await proxy.add({ type: 'bandwidth', attributes: { rate: SLOW_KB } });
      proxies.push(proxy);
      const slow = { name: node?.name ?? '', url: `http://127.0.0.1:${proxy.port}` };
      return (reader) => (isTenthSlow && reader % 10 === 0 ? [slow] : nodes);
    },
  });
  world = running;
  for (let round = 0; round < ROUNDS; round++) {
    await running.send(SENDS_A_ROUND, 2);
    await running.look();
  }
  const deliveryP99Ms = quantile(running.deliveryMs, 0.99);
  const metrics = await (await fetch(`${running.node.url}/metrics`)).text();
  // With a good line again, also the slow ones get everything.
  for (const proxy of proxies) await proxy.heal();
  expect(await running.verdict()).toEqual([]);
  await running.stop();
  return { deliveryP99Ms, closed: sumOf(metrics, 'chat_slow_consumers_total', 'action="closed"') };
};

(program === undefined ? describe.skip : describe)('a tenth of the readers at a kilobyte a second', () => {
  it('are closed as too slow, and the others wait no longer for it', async () => {
    await withRandom(async (random) => {
      const without = isSoak ? await run(random, false) : { deliveryP99Ms: NaN, closed: 0 };
      const beside = await run(random, true);
      const ratio = beside.deliveryP99Ms / without.deliveryP99Ms;
      report('Slow readers', {
        readers: READERS,
        closed: beside.closed,
        'p99 without ms': without.deliveryP99Ms,
        'p99 beside ms': beside.deliveryP99Ms,
        ratio,
      });
      expect(without.closed).toBe(0);
      expect(beside.closed).toBeGreaterThan(0);
      expect(overBounds({ 'p99 of the others': [ratio, 1.2] })).toEqual([]);
    });
  }, 600_000);
});
