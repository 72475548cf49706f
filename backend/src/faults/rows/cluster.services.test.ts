import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Random, withRandom } from '../../hostile/seeded-random.js';
import { isSoak } from '../../hostile/soak.js';
import type { Proxy, Toxic } from '../../testing/servers/toxiproxy.js';
import { killNodes } from '../scenarios/killed-nodes.js';
import { loseReplies, repeat } from '../scenarios/lost-replies.js';
import { restartInTurn } from '../scenarios/rolling-restart.js';
import { type ClusterServers, hasClusterPrograms, startClusterServers } from '../world/cluster-servers.js';
import { overBounds, quantile, report } from '../world/figures.js';
import { withClockOff } from '../world/preloads.js';
import { World } from '../world/world.js';

const NODES = 2;
const KILLS = isSoak ? 50 : 3;
const SENDS_A_KILL = isSoak ? 1_040 : 320;
const RESTARTS = isSoak ? 20 : 2;
const LOST = isSoak ? 540 : 120;
const CUT_OFF_MS = isSoak ? 15_000 : 3_000;
const SENDS = 320;
/** Few, as an edit takes six answers of MongoDB and a channel's edits wait for each other. */
const LATE_SENDS = 96;
const HOUR_MS = 3_600_000;

const hasPrograms = hasClusterPrograms();

let servers: ClusterServers;
let world: World | undefined;
beforeAll(async () => {
  if (hasPrograms) servers = await startClusterServers();
}, 60_000);
afterEach(() => world?.stop());
afterAll(() => servers.stop());

type Ways = Awaited<ReturnType<ClusterServers['deployment']>>;

const start = async (random: Random): Promise<{ running: World; ways: Ways }> => {
  const ways = await servers.deployment({ nodes: NODES });
  const running = await World.start({ random, deployment: ways, senders: 16, readers: 8 });
  world = running;
  return { running, ways };
};

const ANSWERS_LOST: readonly Toxic[] = [
  { type: 'limit_data', attributes: { bytes: 2_000 } },
  { type: 'reset_peer', attributes: { timeout: 100 } },
  { type: 'timeout', attributes: { timeout: 300 } },
];

(hasPrograms ? describe : describe.skip)('two nodes on MongoDB and Redis', () => {
  it(`lose, double and reorder nothing when one of them is killed, ${KILLS} times`, async () => {
    await withRandom(async (random) => {
      const { running } = await start(random);
      const { downMs, backMs } = await killNodes(running, { random, kills: KILLS, sendsAKill: SENDS_A_KILL });
      report('SIGKILL of one of two nodes', {
        kills: KILLS,
        acknowledged: running.ledger.acknowledged,
        'node down p95 ms': quantile(downMs, 0.95),
        'clients back after it p95 ms': quantile(backMs, 0.95),
      });
      expect(await running.verdict()).toEqual([]);
      expect(running.ledger.acknowledged).toBe(KILLS * SENDS_A_KILL);
      expect(overBounds({ 'clients back': [quantile(backMs, 0.95), 5_000] })).toEqual([]);
    });
  }, 1_800_000);

  it('fail no request when they are stopped in turn', async () => {
    await withRandom(async (random) => {
      const { running } = await start(random);
      const { exitMs, exitCodes } = await restartInTurn(running, { restarts: RESTARTS, sends: SENDS });
      report('SIGTERM of nodes in turn', { restarts: RESTARTS, 'slowest exit ms': Math.max(...exitMs) });
      expect(await running.verdict()).toEqual([]);
      expect(running.ledger.sends.filter(({ outcome }) => outcome.kind !== 'ok')).toEqual([]);
      expect(exitCodes).toEqual(exitCodes.map(() => 0));
    });
  }, 600_000);

  it('tell a repetition at the other node, and an hour later, what is stored', async () => {
    await withRandom(async (random) => {
      const { running } = await start(random);
      const [one, two] = running.nodes;
      if (one === undefined || two === undefined) throw new Error('there are two nodes');
      const proxy = await servers.toxiproxy.proxy(Number(new URL(one.url).port));
      const replies = await loseReplies(running, { proxy, count: LOST, retryAt: two.url });
      expect(replies.filter(({ status }) => status !== 200)).toEqual([]);
      const { channelId, account } = running;
      for (const { clientId, content, seq } of replies) {
        running.ledger.sends.push({ clientId, author: account.id, channelId, content, outcome: { kind: 'ok', seq } });
      }
      await one.end('SIGTERM');
      await one.start(withClockOff(HOUR_MS));
      for (const reply of replies) expect(await repeat(running, one.url, reply.clientId)).toEqual(reply);
      expect(await running.verdict()).toEqual([]);
      report('Answers lost before two nodes', { sends: LOST });
    });
  }, 180_000);

  it('store one copy when the answers of MongoDB are cut, reset or silenced', async () => {
    await withRandom(async (random) => {
      const { running, ways } = await start(random);
      for (const toxic of ANSWERS_LOST) {
        const sent = running.send(SENDS);
        await running.ledger.more(SENDS / 4);
        await Promise.all(ways.mongoWays.map((way) => way.add(toxic)));
        await setTimeout(isSoak ? 3_000 : 1_000);
        await Promise.all(ways.mongoWays.map((way) => way.heal()));
        await sent;
        await running.look();
      }
      expect(await running.verdict()).toEqual([]);
      expect(running.ledger.acknowledged).toBe(ANSWERS_LOST.length * SENDS);
    });
  }, 180_000);

  it('go on over a MongoDB that answers half a second late', async () => {
    await withRandom(async (random) => {
      const { running, ways } = await start(random);
      const late: Toxic = { type: 'latency', attributes: { latency: 500 } };
      await Promise.all(ways.mongoWays.map((way) => way.add(late)));
      await running.send(LATE_SENDS);
      report('MongoDB half a second late', { 'ack p99 ms': quantile(running.ledger.ackMs, 0.99) });
      await Promise.all(ways.mongoWays.map((way) => way.heal()));
      expect(await running.verdict()).toEqual([]);
      expect(running.ledger.acknowledged).toBe(LATE_SENDS);
    });
  }, 120_000);

  it.each<{ name: string; way: (ways: Ways) => Proxy | undefined }>([
    { name: 'MongoDB', way: ({ mongoWays }) => mongoWays[0] },
    { name: 'Redis', way: ({ redisWays }) => redisWays[0] },
  ])(
    'serve on while one of them is cut off from $name, and nobody misses anything',
    async ({ way }) => {
      await withRandom(async (random) => {
        const { running, ways } = await start(random);
        await running.send(SENDS);
        await way(ways)?.cut();
        const sent = running.send(SENDS);
        await setTimeout(CUT_OFF_MS);
        const other = await fetch(`${running.nodes[1]?.url}/readyz`);
        await way(ways)?.connect();
        await sent;
        await running.send(SENDS);
        expect(other.status).toBe(200);
        expect(await running.verdict()).toEqual([]);
        expect(running.ledger.acknowledged).toBe(3 * SENDS);
      });
    },
    180_000,
  );
});
