import { RestClient } from '@chatwatch/client';
import { afterEach, describe, expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { isSoak } from '../../hostile/soak.js';
import { overBounds, quantile, report } from '../world/figures.js';
import { sqliteDeployment } from '../world/sqlite-deployment.js';
import { World } from '../world/world.js';

const LOGINS = 100;
const READS = isSoak ? 2_000 : 200;

let world: World | undefined;
afterEach(() => world?.stop());

/** Reads history again and again; how long each read took. */
const readAgain = async (rest: RestClient, channelId: string): Promise<number[]> => {
  const tookMs: number[] = [];
  for (let read = 0; read < READS; read++) {
    const startedAt = performance.now();
    await rest.history(channelId);
    tookMs.push(performance.now() - startedAt);
  }
  return tookMs;
};

const wrongLogin = async (url: string): Promise<number> => {
  const body = JSON.stringify({ email: 'user0@chat.example', password: 'not the one' });
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${url}/api/auth/login`, { method: 'POST', headers, body })).status;
};

describe('a flood of wrong logins', () => {
  it('is refused as documented, and history is read beside it', async () => {
    await withRandom(async (random) => {
      const env = { RATE_LIMITS: 'on' };
      world = await World.start({ random, deployment: await sqliteDeployment(), senders: 4, readers: 2, env });
      const { node, account, channelId } = world;
      await world.send(100);
      const rest = new RestClient({ baseUrl: node.url, token: account.token });
      await readAgain(rest, channelId);
      const quietP99 = quantile(await readAgain(rest, channelId), 0.99);
      const logins = Promise.all(Array.from({ length: LOGINS }, () => wrongLogin(node.url)));
      const beside = await readAgain(rest, channelId);
      const statuses = await logins;
      const ratio = quantile(beside, 0.99) / quietP99;
      report('Login flood', { logins: LOGINS, 'history p99 quiet ms': quietP99, ratio });
      expect(new Set(statuses)).toEqual(new Set([401, 429]));
      expect(await world.verdict()).toEqual([]);
      expect(overBounds({ 'history p99': [ratio, 2] })).toEqual([]);
    });
  }, 60_000);
});
