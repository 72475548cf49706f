import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RestClient } from '@chatwatch/client';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Peer } from '../testing/peer.js';
import { listenAsSentry, type SentryListener } from '../testing/sentry-listener.js';
import { type SpawnedService, spawnService } from '../testing/spawn-service.js';
import { writeStrictObjectives } from '../testing/strict-objectives.js';

/** What nobody may find in a log, a metric or a report, by what it is. */
const canaries = new Map<string, string>();

/** A secret or text that exists nowhere else; a word with digits, as tokens are, or one of letters, as texts are. */
const canary = (what: string): string => {
  const words = randomUUID().replaceAll(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));
  return keep(what, canaries.size % 2 === 0 ? `canary-${randomUUID()}` : `canary ${words}`);
};

/** A canary that has to be one word. */
const secret = (what: string): string => keep(what, `canary-${randomUUID()}`);

const keep = (what: string, value: string): string => {
  canaries.set(what, value);
  return value;
};

let directory: string;
let sentry: SentryListener;
let service: SpawnedService;
let rest: RestClient;
let token: string;
let channelId: string;
let serviceToken: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-canaries-'));
  sentry = await listenAsSentry();
  serviceToken = secret('service token');
  service = await spawnService({
    DATA_DIR: directory,
    SENTRY_DSN: sentry.dsn,
    LOG_LEVEL: 'trace',
    // So that every operation is reported as slow as well.
    OBJECTIVES_FILE: writeStrictObjectives(directory),
    JWT_SECRET: secret('JWT secret'),
    SERVICE_TOKEN: serviceToken,
    ADMIN_EMAIL: `${secret('address of the administrator')}@chat.example`,
    ADMIN_PASSWORD: canary('password of the administrator'),
  });
  const account = {
    name: canary('name'),
    email: `${secret('address')}@chat.example`,
    password: canary('password'),
  };
  const anonymous = new RestClient({ baseUrl: service.url, retries: 0 });
  ({ token } = await anonymous.register(account));
  keep('user token', token);
  keep('signature of the user token', token.split('.')[2] ?? '');
  await anonymous.login({ email: account.email, password: canary('wrong password') }).catch(ignore);
  rest = new RestClient({ baseUrl: service.url, token, retries: 0 });
  ({ id: channelId } = await rest.createChannel({ name: canary('name of a channel'), type: 'private' }));
});
afterAll(async () => {
  await sentry.close();
  await rm(directory, { recursive: true, force: true });
});

const ignore = (): void => undefined;

const call = (method: string, target: string, init: { headers?: Record<string, string>; body?: string } = {}) =>
  fetch(`${service.url}${target}`, {
    method,
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers },
  });

const overRest = async (): Promise<void> => {
  const { seq } = await rest.sendMessage(channelId, { content: canary('message over REST') });
  await rest.editMessage(channelId, seq, canary('edit over REST'));
  await rest.searchUsers(secret('search'));
  const file = await rest.uploadFile(new Blob([canary('content of a file')]), {
    name: `${secret('name of a file')}.txt`,
  });
  await rest.sendMessage(channelId, { content: canary('message with a file'), fileIds: [file.id] });
};

const overWebSocket = async (): Promise<void> => {
  const { ticket } = await rest.createTicket();
  keep('ticket', ticket);
  const reader = await Peer.open(service.url);
  reader.send({ type: 'hello', protocol: 1, ticket });
  await reader.next('ready');
  const again = await Peer.open(service.url);
  again.send({ type: 'hello', protocol: 1, ticket });
  await again.closed();
  const stranger = await Peer.open(service.url);
  stranger.send({ type: 'hello', protocol: 1, token: secret('token of a stranger') });
  await stranger.closed();

  const peer = await Peer.ready(service.url, token);
  peer.send({ type: 'send', id: 1, channelId, clientId: 'over-ws', content: canary('message over WebSocket') });
  await peer.next('ack');
  peer.socket.send(JSON.stringify({ type: canary('type of a frame'), id: 2 }));
  await peer.next('error');
  peer.socket.send(
    JSON.stringify({ type: 'send', id: canary('id of a frame'), channelId, content: canary('bad frame') }),
  );
  await peer.next('error');
  peer.socket.send(`{"type":"send","content":"${canary('broken frame')}`);
  await peer.closed();
  reader.end();
};

const badRequests = async (): Promise<void> => {
  const messages = `/api/channels/${channelId}/messages`;
  await call('POST', messages, { body: `{"content": "${canary('broken JSON')}` });
  await call('POST', messages, { body: JSON.stringify({ clientId: canary('client id'), content: 7 }) });
  await call('POST', messages, { body: canary('text for JSON'), headers: { 'content-type': 'text/plain' } });
  await call('GET', `${messages}?before=${secret('query')}`);
  await call('GET', `/api/channels/${secret('id in a path')}`);
  await call('GET', `/${secret('path')}/%zz`);
  await call('GET', '/api/users/me', { headers: { authorization: `Bearer ${secret('bearer token')}` } });
  await call('GET', '/api/users/me', { headers: { cookie: `session=${secret('cookie')}` } });
  await call('GET', '/metrics', { headers: { authorization: `Bearer ${serviceToken}x` } });
  await call('POST', '/api/vitals', {
    body: JSON.stringify({ page: canary('page'), samples: [{ name: 'LCP', value: 1 }] }),
  });
};

/** The same ways while the database has lost the tables that they need. */
const failures = async (): Promise<void> => {
  const database = new Sqlite(path.join(directory, 'chatwatch.db'));
  const peer = await Peer.ready(service.url, token);
  const tables = ['messages', 'users'];
  for (const table of tables) database.exec(`ALTER TABLE ${table} RENAME TO ${table}_aside`);
  const content = canary('message that fails over REST');
  const failed = await call('POST', `/api/channels/${channelId}/messages`, {
    body: JSON.stringify({ clientId: 'fails', content }),
  });
  expect(failed.status).toBeGreaterThanOrEqual(500);
  const login = { email: `${secret('address that fails')}@chat.example`, password: canary('password that fails') };
  expect((await call('POST', '/api/auth/login', { body: JSON.stringify(login) })).status).toBeGreaterThanOrEqual(500);
  peer.send({
    type: 'send',
    id: 1,
    channelId,
    clientId: 'fails',
    content: canary('message that fails over WebSocket'),
  });
  await peer.next('error');
  for (const table of tables) database.exec(`ALTER TABLE ${table}_aside RENAME TO ${table}`);
  database.close();
  peer.end();
};

describe('secrets and texts of users', () => {
  it('are in no log, no metric and no report, whatever is done with them', async () => {
    await overRest();
    await overWebSocket();
    await badRequests();
    await failures();
    const scrape = await fetch(`${service.url}/metrics`, { headers: { authorization: `Bearer ${serviceToken}` } });
    const metrics = await scrape.text();
    expect(await service.end('SIGTERM')).toBe(0);

    const places = { log: service.output.join('\n'), metrics, reports: sentry.envelopes.join('\n') };
    // What would make an empty search pass.
    expect(canaries.size).toBeGreaterThan(30);
    expect(places.log).toMatch(/"request failed"|"request could not be met"/);
    expect(places.log).toContain('a request failed');
    expect(places.metrics).toMatch(/chat_errors_total\{source="http"\} [1-9]/);
    expect(places.reports).toContain('Slow operation');
    expect(places.reports).toContain('"source":"websocket"');
    const found = Object.entries(places).flatMap(([place, text]) =>
      [...canaries].filter(([, value]) => text.includes(value)).map(([what]) => `${what} in ${place}`),
    );
    expect(found).toEqual([]);
  });
});
