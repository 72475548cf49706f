import { CloseCode, RETRYABLE_ERROR_CODES } from '@chatwatch/client';
import { afterEach, describe, expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { isSoak } from '../../hostile/soak.js';
import { check } from '../checker/check.js';
import { overBounds, report } from '../world/figures.js';
import { Flood } from '../world/flood.js';
import { Quota } from '../world/quota.js';
import { sqliteDeployment } from '../world/sqlite-deployment.js';
import { Witness } from '../world/witness.js';
import { World } from '../world/world.js';

const CONNECTIONS = 16;
const PEAK_MS = isSoak ? 20_000 : 2_000;
/** Longer than a connection may go on sending more than is answered. */
const OVERLOAD_MS = isSoak ? 60_000 : 8_000;
const IN_FLIGHT = 200;
const NORMAL_MS = 250;

/** How a connection ends that sends what cannot be answered; where its queue is stuck, the code does not get through. */
const OVERRUN: readonly number[] = [CloseCode.RateLimitIgnored, 1006];

let world: World | undefined;
let quota: Quota | undefined;
const floods: Flood[] = [];
afterEach(async () => {
  quota?.end();
  for (const flood of floods.splice(0)) flood.end();
  await world?.stop();
});

const acknowledged = (): number => floods.reduce((sum, flood) => sum + flood.acknowledged, 0);

/** Acknowledged sends a second while the work lasts. */
const rateOf = async (work: () => Promise<unknown>): Promise<number> => {
  const before = acknowledged();
  const startedAt = performance.now();
  await work();
  return ((acknowledged() - before) * 1_000) / (performance.now() - startedAt);
};

/** Milliseconds until all is answered and a new send takes no longer than usual. */
const untilNormal = async (): Promise<number> => {
  const startedAt = performance.now();
  await Promise.all(floods.map((flood) => flood.settled()));
  const [flood] = floods;
  do {
    flood?.send();
    await flood?.settled();
  } while (flood && flood.lastAckMs > NORMAL_MS);
  return performance.now() - startedAt;
};

describe('three times the load that fits', () => {
  it('is refused in documented ways while what fits goes on, and is over as soon as it ends', async () => {
    await withRandom(async (random) => {
      const deployment = await sqliteDeployment();
      world = await World.start({ random, deployment, senders: 0, readers: 0, channels: 16 });
      const { node, account, channelIds } = world;
      const target = { url: node.url, token: account.token, author: account.id, channelIds };
      for (let index = 0; index < CONNECTIONS; index++) floods.push(await Flood.open(`flood-${index}`, target));
      const fill = (): Promise<unknown> => Promise.all(floods.map((flood) => flood.keepInFlight(IN_FLIGHT, PEAK_MS)));
      // Compiled by the runtime by then, which the quota's share of a processor would take minutes for.
      await fill();
      quota = new Quota(node.process.pid);
      const peak = await rateOf(fill);
      const each = (3 * peak) / CONNECTIONS;
      const goodput = await rateOf(() => Promise.all(floods.map((flood) => flood.offer(each, OVERLOAD_MS))));
      const normalAfterMs = await untilNormal();
      const refusals = floods.flatMap((flood) => [...flood.refusals]);
      report('Three times the load', {
        'peak sends/s': peak,
        'goodput of it': goodput / peak,
        refused: refusals.reduce((sum, [, count]) => sum + count, 0),
        closed: floods.flatMap((flood) => flood.closes).length,
        'normal after ms': normalAfterMs,
      });
      expect(refusals.filter(([code]) => !RETRYABLE_ERROR_CODES.includes(code))).toEqual([]);
      const closes = floods.flatMap((flood) => flood.closes);
      expect(closes.filter((code) => !OVERRUN.includes(code))).toEqual([]);
      expect(closes).toContain(CloseCode.RateLimitIgnored);
      quota.end();
      const logs = await new Witness(node.name, account.token, channelIds).histories(node);
      const sends = floods.flatMap((flood) => flood.sends);
      const connections = floods.flatMap((flood) => flood.connections);
      const nothing = { changes: [], subscriptions: [], strays: [], readers: [] };
      expect(check({ ...nothing, sends, connections, logs }).slice(0, 20)).toEqual([]);
      expect(overBounds({ 'loss of goodput': [1 - goodput / peak, 0.1], normal: [normalAfterMs, 5_000] })).toEqual([]);
    });
  }, 300_000);
});
