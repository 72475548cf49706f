import { readFile, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { isSoak } from '../../hostile/soak.js';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { report } from '../world/figures.js';
import { sqliteDeployment } from '../world/sqlite-deployment.js';
import { syncedLength } from '../world/wal-trace.js';
import { World } from '../world/world.js';

const CUTS = isSoak ? 20 : 2;
const SENDS = 240;

const strace = findProgram('strace');

let world: World | undefined;
afterEach(() => world?.stop());

(strace === undefined ? describe.skip : describe)('a machine that loses power', () => {
  it('has every acknowledged message in what was synced', async () => {
    await withRandom(async (random) => {
      const deployment = await sqliteDeployment();
      world = await World.start({ random, deployment, senders: 8, readers: 2 });
      const { node } = world;
      let lostBytes = 0;
      for (let cut = 0; cut < CUTS; cut++) {
        // A stop in good order leaves the database as one file, so that the log begins anew under the tracer.
        await node.end('SIGTERM');
        const trace = path.join(deployment.directory, `trace-${cut}`);
        const calls = 'trace=pwrite64,fsync,fdatasync';
        await node.start([strace ?? '', '-f', '-y', '-qq', '-s', '0', '-e', calls, '-o', trace, process.execPath]);
        await world.allBack();
        const soon = world.ledger.more(1 + random.below(SENDS / 2));
        const sent = world.send(SENDS);
        await soon;
        await node.end('SIGKILL');
        const log = path.join(deployment.directory, 'chatwatch.db-wal');
        const safe = syncedLength(await readFile(trace, 'utf8'));
        expect(safe).toBeGreaterThan(0);
        lostBytes += (await stat(log)).size - safe;
        await truncate(log, safe);
        await node.start();
        await sent;
        await world.look();
      }
      report('Power cut on SQLite', {
        cuts: CUTS,
        acknowledged: world.ledger.acknowledged,
        'unsynced bytes': lostBytes,
      });
      expect(await world.verdict()).toEqual([]);
      expect(world.ledger.acknowledged).toBe(CUTS * SENDS);
    });
  }, 300_000);
});
