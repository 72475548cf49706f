import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Peer } from '../testing/peer.js';
import { listenAsSentry, type SentryListener } from '../testing/sentry-listener.js';
import { startTestService, type TestService, type TestUser } from '../testing/start-service.js';
import { writeStrictObjectives } from '../testing/strict-objectives.js';

let sentry: SentryListener;
let service: TestService;
let ann: TestUser;
let channelId: string;
let database: Sqlite.Database;

beforeAll(async () => {
  sentry = await listenAsSentry();
  service = await startTestService({ SENTRY_DSN: sentry.dsn, METRICS_PUBLIC: 'on' });
  ann = await service.register();
  ({ id: channelId } = await service.channel(ann));
  database = new Sqlite(path.join(service.directory, 'chatwatch.db'));
});
afterAll(async () => {
  database.close();
  await service.stop();
  await sentry.close();
});

const metric = async (series: string, of = service): Promise<number> => {
  const exposition = await (await fetch(`${of.url}/metrics`)).text();
  const line = exposition.split('\n').find((candidate) => candidate.startsWith(`${series} `));
  return Number(line?.split(' ')[1] ?? 0);
};

const request = (method: string, target: string, body?: object): Promise<Response> =>
  fetch(`${service.url}${target}`, {
    method,
    headers: { authorization: `Bearer ${ann.token}`, 'content-type': 'application/json', 'x-request-id': 'req-7' },
    ...(body && { body: JSON.stringify(body) }),
  });

/** Runs with a database that cannot answer about messages. */
const withoutMessages = async <Result>(run: () => Promise<Result>): Promise<Result> => {
  database.exec('ALTER TABLE messages RENAME TO messages_aside');
  try {
    return await run();
  } finally {
    database.exec('ALTER TABLE messages_aside RENAME TO messages');
  }
};

describe('a request that fails', () => {
  it('is reported with its route, its request id, its user and what he did before', async () => {
    const before = await metric('chat_errors_total{source="http"}');
    const history = `/api/channels/${channelId}/messages`;
    const { status } = await withoutMessages(() => request('GET', `${history}?limit=7`));
    expect(status).toBeGreaterThanOrEqual(500);
    const event = await sentry.event(({ tags }) => tags.source === 'http');
    expect(event).toMatchObject({
      level: 'error',
      tags: {
        operation: 'GET /api/channels/:channelId/messages',
        route: '/api/channels/:channelId/messages',
      },
      contexts: { failure: { requestId: 'req-7' } },
      user: { id: ann.id },
      breadcrumbs: [{ message: 'createChannel' }],
    });
    expect(JSON.stringify(event)).not.toContain(channelId);
    expect(JSON.stringify(event)).not.toContain('limit=7');
    expect(await metric('chat_errors_total{source="http"}')).toBe(before + 1);
  });

  it('over the WebSocket is reported with its user', async () => {
    const peer = await Peer.ready(service.url, ann.token);
    const error = await withoutMessages(() => {
      peer.send({ type: 'send', id: 1, channelId, clientId: 'fails', content: 'hello' });
      return peer.next('error');
    });
    expect(error).toMatchObject({ id: 1 });
    expect(await sentry.event(({ tags }) => tags.source === 'websocket')).toMatchObject({
      tags: { operation: 'websocket send' },
      user: { id: ann.id },
    });
    expect(await metric('chat_errors_total{source="websocket"}')).toBe(1);
    peer.end();
  });

  it('after the answer is reported as well', async () => {
    const file = await ann.rest.uploadFile(new Blob(['a text']), { name: 'a.txt' });
    const { seq } = await ann.rest.sendMessage(channelId, { content: '', fileIds: [file.id] });
    const stored = path.join(service.directory, 'files', file.id);
    rmSync(stored);
    mkdirSync(stored);
    await ann.rest.deleteMessage(channelId, seq);
    expect(await sentry.event(({ tags }) => tags.source === 'files')).toMatchObject({ level: 'error' });
    expect(await metric('chat_errors_total{source="files"}')).toBe(1);
  });

  it('through its caller is reported to nobody', async () => {
    const before = await metric('chat_errors_total{source="http"}');
    expect((await request('POST', `/api/channels/${channelId}/messages`, { content: 7 })).status).toBe(400);
    expect((await request('GET', '/api/channels/none')).status).toBe(404);
    expect(await metric('chat_errors_total{source="http"}')).toBe(before);
  });
});

describe('an operation that takes longer than its objective allows', () => {
  let strictly: SentryListener;
  let strict: TestService;
  beforeAll(async () => {
    strictly = await listenAsSentry();
    strict = await startTestService({
      SENTRY_DSN: strictly.dsn,
      METRICS_PUBLIC: 'on',
      OBJECTIVES_FILE: writeStrictObjectives(service.directory),
    });
  });
  afterAll(async () => {
    await strict.stop();
    await strictly.close();
  });

  it('is reported by name and counted by kind: the request and the query in it', async () => {
    const bob = await strict.register();
    await strict.channel(bob);
    expect(await strictly.event(({ tags }) => tags.operation === 'POST /api/channels')).toMatchObject({
      level: 'warning',
      message: 'Slow operation: POST /api/channels',
      contexts: { slowness: { thresholdMs: expect.closeTo(0.001, 6), durationMs: expect.any(Number) } },
    });
    expect(await strictly.event(({ tags }) => tags.operation === 'insert channels')).toMatchObject({
      contexts: { slowness: { thresholdMs: expect.closeTo(0.002, 6) } },
    });
    expect(await metric('chat_slow_operations_total{kind="request"}', strict)).toBeGreaterThanOrEqual(2);
    expect(await metric('chat_slow_operations_total{kind="query"}', strict)).toBeGreaterThanOrEqual(2);
  });

  it('as readers measured it is reported by its worst and counted by each', async () => {
    const peer = await Peer.ready(service.url, ann.token);
    const before = await metric('chat_slow_operations_total{kind="delivery"}');
    const samples = [49, 50, 51, 700].map((deliveryMs) => ({ deliveryMs }));
    peer.send({ type: 'receipts', samples });
    expect(await sentry.event(({ tags }) => tags.operation === 'delivery of a message')).toMatchObject({
      contexts: { slowness: { durationMs: 700, thresholdMs: 50 } },
    });
    expect(await metric('chat_slow_operations_total{kind="delivery"}')).toBe(before + 2);
    peer.end();
  });
});
