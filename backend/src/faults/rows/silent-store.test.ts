import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { withRandom } from '../../hostile/seeded-random.js';
import { silentStore } from '../scenarios/silent-store.js';
import { overBounds, report } from '../world/figures.js';
import { sqliteDeployment } from '../world/sqlite-deployment.js';
import { World } from '../world/world.js';

/** What a call to the store may take at most, and room for the way there and back. */
const DEADLINE_MS = 10_500;

let world: World | undefined;
afterEach(() => world?.stop());

describe('a database that somebody else holds', () => {
  it('ends every request in time, turns readiness red, stays alive and small, and loses nothing', async () => {
    await withRandom(async (random) => {
      const deployment = await sqliteDeployment();
      world = await World.start({ random, deployment, senders: 16, readers: 4 });
      const holder = new Sqlite(path.join(deployment.directory, 'chatwatch.db'));
      const figures = await silentStore(world, {
        begin: () => holder.exec('BEGIN IMMEDIATE'),
        end: () => holder.close(),
      });
      report('SQLite held by somebody else', { ...figures, refusals: figures.refusals.join(' ') });
      expect(await world.verdict()).toEqual([]);
      expect(figures.refusals.filter((code) => code !== 'unavailable')).toEqual([]);
      expect(figures.deadProbes).toBe(0);
      expect(figures.readyzRedAfterMs).toBeLessThan(figures.silentMs);
      const { status } = await fetch(`${world.node.url}/readyz`);
      expect(status).toBe(200);
      expect(
        overBounds({
          livez: [figures.livezP50Ms, 50],
          readyz: [figures.readyzRedAfterMs, 2_000],
          'slowest request': [figures.slowestRequestMs, DEADLINE_MS],
          memory: [figures.memoryRatio, 1.2],
        }),
      ).toEqual([]);
    });
  }, 180_000);
});
