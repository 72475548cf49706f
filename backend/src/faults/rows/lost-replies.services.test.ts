import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { isSoak } from '../../hostile/soak.js';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startToxiproxy, type Toxiproxy } from '../../testing/servers/toxiproxy.js';
import { loseReplies, repeat } from '../scenarios/lost-replies.js';
import { report } from '../world/figures.js';
import { withClockOff } from '../world/preloads.js';
import { sqliteDeployment } from '../world/sqlite-deployment.js';
import { World } from '../world/world.js';

const SENDS = isSoak ? 540 : 120;
const HOUR_MS = 3_600_000;

const program = findProgram('toxiproxy-server');

let toxiproxy: Toxiproxy;
let world: World | undefined;
beforeAll(async () => {
  if (program !== undefined) toxiproxy = await startToxiproxy(program);
});
afterEach(() => world?.stop());
afterAll(() => toxiproxy.stop());

(program === undefined ? describe.skip : describe)('answers that get lost, are cut or reset', () => {
  it('leave one copy of each message, which is what a repetition is told, also an hour later', async () => {
    await withRandom(async (random) => {
      world = await World.start({ random, deployment: await sqliteDeployment(), senders: 0, readers: 3 });
      const { node } = world;
      const proxy = await toxiproxy.proxy(Number(new URL(node.url).port));
      const replies = await loseReplies(world, { proxy, count: SENDS, retryAt: node.url });
      expect(replies).toHaveLength(SENDS);
      expect(replies.filter(({ status }) => status !== 200)).toEqual([]);
      const { channelId } = world;
      const { id: author } = world.account;
      for (const { clientId, content, seq } of replies) {
        world.ledger.sends.push({ clientId, author, channelId, content, outcome: { kind: 'ok', seq } });
      }
      await node.end('SIGKILL');
      await node.start(withClockOff(HOUR_MS));
      for (const reply of replies) expect(await repeat(world, node.url, reply.clientId)).toEqual(reply);
      expect(await world.verdict()).toEqual([]);
      report('Answers lost on SQLite', { sends: SENDS, stored: replies.length });
    });
  }, 120_000);
});
