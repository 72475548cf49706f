import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { Peer } from '../../testing/peer.js';
import { sqliteDeployment } from '../world/sqlite-deployment.js';
import { World } from '../world/world.js';

/** Linux's own tool sets limits of a process that runs. In CI it must be there. */
const canLimit = spawnSync('prlimit', ['--version']).status === 0 || process.env.CI === 'true';

const ROOM = 20;

let world: World | undefined;
afterEach(() => world?.stop());

(canLimit ? describe : describe.skip)('a node without file descriptors', () => {
  it('says so, serves those who are there, and takes others once there is room', async () => {
    await withRandom(async (random) => {
      world = await World.start({ random, deployment: await sqliteDeployment(), senders: 8, readers: 3 });
      const { node } = world;
      const { token } = world.account;
      const service = node.process;
      const pid = service.pid;
      const open = readdirSync(`/proc/${pid}/fd`).length;
      execFileSync('prlimit', ['--pid', String(pid), `--nofile=${open + ROOM}:`]);
      // Some are reset, and some wait for the node to take them.
      const strangers = Promise.allSettled(Array.from({ length: 2 * ROOM }, () => Peer.ready(node.url, token)));
      await service.logged('few file descriptors are left: connections may be reset');
      await world.send(160);
      execFileSync('prlimit', ['--pid', String(pid), '--nofile=1024:']);
      await service.logged('there are enough file descriptors again');
      for (const stranger of await strangers) if (stranger.status === 'fulfilled') stranger.value.end();
      (await Peer.ready(node.url, token)).end();
      await world.send(160);
      expect(await world.verdict()).toEqual([]);
      expect(world.ledger.acknowledged).toBe(320);
    });
  }, 60_000);
});
