import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ChatApiError, type Message, RestClient } from '@chatwatch/client';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Peer } from './testing/peer.js';
import { type SpawnedService, spawnService } from './testing/spawn-service.js';

let directory: string;
let peer: Peer | undefined;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-full-'));
});
afterEach(async () => {
  peer?.end();
  await rm(directory, { recursive: true, force: true });
});

/** Linux's own tool sets limits of a process that runs. In CI it must be there. */
const canLimit = spawnSync('prlimit', ['--version']).status === 0 || process.env.CI === 'true';

/** Lets a process write no file beyond its first byte, or whatever it wants. */
const limitFiles = ({ pid }: SpawnedService, limit: '1' | 'unlimited'): void => {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${limit}:unlimited`]);
};

const probe = async (service: SpawnedService, target: string): Promise<unknown> => {
  const response = await fetch(`${service.url}${target}`);
  return { status: response.status, body: await response.json() };
};

const refusalOf = async (send: Promise<Message>): Promise<unknown> => {
  const refusal: unknown = await send.catch((error: unknown) => error);
  if (!(refusal instanceof ChatApiError)) return refusal;
  const { status, code, isRetryable } = refusal;
  return { status, code, isRetryable };
};

(canLimit ? describe : describe.skip)('a service that can write no more', () => {
  it('refuses sends as retryable, says so, reads on, and recovers without a restart and without a loss', async () => {
    const service = await spawnService({ DATA_DIR: directory, METRICS_PUBLIC: 'on' });
    const account = { name: 'Ann', email: 'ann@chat.example', password: 'a password' };
    const { token } = await new RestClient({ baseUrl: service.url }).register(account);
    const rest = new RestClient({ baseUrl: service.url, token, retries: 0 });
    const { id } = await rest.createChannel({ name: 'general', type: 'public' });
    peer = await Peer.ready(service.url, token);
    peer.send({ type: 'subscribe', id: 1, channelId: id });
    await peer.next('subscribed');
    const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
    const send = (content: string) => rest.sendMessage(id, { content, clientId: content.replace(' ', '-') });
    const acknowledged = (await Promise.all(texts.slice(0, 10).map(send))).sort((a, b) => a.seq - b.seq);
    const seen = await peer.entries(10);

    limitFiles(service, '1');
    const refusal = { status: 503, code: 'unavailable', isRetryable: true };
    expect(await refusalOf(send('text 10'))).toEqual(refusal);
    peer.send({ type: 'send', id: 2, channelId: id, clientId: 'text-11', content: 'text 11' });
    expect(await peer.next('error')).toMatchObject({ id: 2, code: 'unavailable', retryable: true });
    const { reason } = await service.logged('the store takes no writes');
    expect(reason).toMatch(/SQLITE_/);
    expect(await probe(service, '/readyz')).toEqual({
      status: 503,
      body: { status: 'unavailable', checks: { store: { ok: false, reason }, draining: false } },
    });
    expect(await probe(service, '/livez')).toMatchObject({ status: 200 });
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toContain('chat_errors_total{source="store"} 1\n');
    expect(await rest.history(id, { after: 0 })).toMatchObject({ messages: acknowledged });

    limitFiles(service, 'unlimited');
    await service.logged('the store takes writes');
    expect(await probe(service, '/readyz')).toMatchObject({ status: 200 });
    await Promise.all(texts.map(send));
    const { messages, head } = await rest.history(id, { after: 0 });
    expect(messages.map(({ content }) => content).sort()).toEqual([...texts].sort());
    expect({ head, first: messages.slice(0, 10) }).toEqual({ head: 20, first: acknowledged });
    seen.push(...(await peer.entries(10)));
    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(await service.end('SIGTERM')).toBe(0);
    const database = new Sqlite(path.join(directory, 'chatwatch.db'), { readonly: true });
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
  });
});
