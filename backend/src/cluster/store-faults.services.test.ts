import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startMongod, type TestMongod } from '../testing/servers/mongod.js';
import type { TestService, TestUser } from '../testing/start-service.js';
import { readerOn, restOn, startServices, type TestServices } from './testing/services.js';

const program = findProgram('mongod');

let mongod: TestMongod;
let services: TestServices;
let ann: TestUser;

beforeAll(async () => {
  if (program === undefined) return;
  mongod = await startMongod(program);
  services = await startServices(mongod);
  ann = await services.one.register('Ann');
}, 60_000);

afterAll(async () => {
  if (program === undefined) return;
  await services.stop();
  await mongod.stop();
}, 30_000);

const historyOf = ({ url }: TestService, channelId: string): Promise<Response> =>
  fetch(`${url}/api/channels/${channelId}/messages`, { headers: { authorization: `Bearer ${ann.token}` } });

/** Without a client that tries again by itself. */
const postTo = ({ url }: TestService, channelId: string): Promise<Response> =>
  fetch(`${url}/api/channels/${channelId}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ann.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ clientId: 'during', content: 'during' }),
  });

const readiness = async ({ url }: TestService): Promise<number> => (await fetch(`${url}/readyz`)).status;

(program === undefined ? describe.skip : describe)('nodes whose MongoDB falls silent', () => {
  it('give history from memory and say how old it is, refuse sends as retryable, and go on when it is back', async () => {
    const { one, two } = services;
    const { id: channelId } = await one.channel(ann);
    await ann.rest.sendMessage(channelId, { content: 'before' });
    const fresh = await historyOf(two, channelId);
    expect(fresh.headers.get('cache-status')).toBeNull();
    const known = await fresh.text();
    const reader = await readerOn(two, ann, channelId);
    mongod.pause();
    try {
      let old = await historyOf(two, channelId);
      while (!old.headers.has('cache-status')) old = await historyOf(two, channelId);
      expect(old.status).toBe(200);
      expect(old.headers.get('cache-status')).toMatch(/^chatwatch; hit; ttl=-\d+$/);
      expect(await old.text()).toBe(known);
      const refused = await postTo(one, channelId);
      expect(refused.status).toBe(503);
      expect(await refused.json()).toMatchObject({ code: 'unavailable' });
      expect(refused.headers.has('retry-after')).toBe(true);
      while ((await readiness(one)) !== 503) await pause(50);
    } finally {
      mongod.resume();
    }
    while ((await readiness(one)) !== 200) await pause(50);
    const { seq } = await ann.rest.sendMessage(channelId, { clientId: 'during', content: 'during' });
    expect(seq).toBe(2);
    expect(await reader.entries(1)).toEqual([2]);
    let page = await restOn(two, ann).history(channelId);
    while (page.head < 2) page = await restOn(two, ann).history(channelId);
    expect(page.messages.map(({ content }) => content)).toEqual(['during', 'before']);
    reader.end();
  }, 60_000);
});
