import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createErrorReporter } from '../index.js';
import { listenAsSentry, type SentryListener } from '../testing/sentry-listener.js';

const packageRoot = new URL('../..', import.meta.url);

let sentry: SentryListener | undefined;
afterEach(async () => {
  await sentry?.close();
  sentry = undefined;
});

/** A machine with much else to do loads the SDK slowly. */
const LONG_MS = 20_000;

const silent = { error: () => undefined, warn: () => undefined };

/** Runs a module in a process of its own, as what it is about belongs to a process; gives what it wrote as JSON. */
async function run(source: string, env: Record<string, string> = {}): Promise<unknown> {
  const prelude = `import { createErrorReporter } from '@chatwatch/telemetry';
    const logger = { error: () => undefined, warn: () => undefined };\n`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', prelude + source], {
    cwd: packageRoot,
    env: { PATH: process.env.PATH, ...env },
    timeout: 20_000,
  });
  return JSON.parse(stdout);
}

describe('reports to Sentry', () => {
  it('hold the error, where it was thrown and its context', async () => {
    sentry = await listenAsSentry();
    const reporter = createErrorReporter({ logger: silent, dsn: sentry.dsn, release: 'chat@1', environment: 'test' });
    reporter.captureUserAction('u1', 'message.send', { channelId: 'c1' });
    const cause = Object.assign(new TypeError('disk full'), { code: 'SQLITE_FULL' });
    const context = { source: 'http', operation: 'sendMessage', requestId: 'req-7', route: '/api/users/:id' };
    reporter.captureError(new Error('failed', { cause }), { ...context, userId: 'u1', level: 'fatal' });
    reporter.capturePerformanceIssue('find messages', 80, 50);
    await reporter.close(LONG_MS);
    expect(sentry.events).toHaveLength(2);
    const [failure, slowness] = sentry.events;
    expect(failure).toMatchObject({
      level: 'fatal',
      release: 'chat@1',
      environment: 'test',
      platform: 'node',
      tags: { source: 'http', operation: 'sendMessage', route: '/api/users/:id' },
      contexts: { failure: { requestId: 'req-7' } },
      user: { id: 'u1' },
      breadcrumbs: [{ category: 'user', message: 'message.send', data: { channelId: 'c1' } }],
      exception: {
        values: [
          { type: 'TypeError', value: 'SQLITE_FULL: disk full' },
          { type: 'Error', value: 'failed' },
        ],
      },
    });
    const [, thrown] = (failure?.exception as { values: { stacktrace: { frames: { filename: string }[] } }[] }).values;
    expect(thrown?.stacktrace.frames.at(-1)?.filename).toMatch(/sentry\.test\.[jt]s$/);
    expect(slowness).toMatchObject({
      level: 'warning',
      message: 'Slow operation: find messages',
      contexts: { slowness: { durationMs: 80, thresholdMs: 50 } },
    });
  });

  it('hold nothing of a user, a host or a request', async () => {
    sentry = await listenAsSentry();
    const reporter = createErrorReporter({ logger: silent, dsn: sentry.dsn });
    const secrets = ['canary-1-text', 'canary-2@chat.example', 'canary-3-token', '192.0.2.77', 'canary-4-body'];
    const [text, email, token, address, body] = secrets;
    const extra = { body, headers: { authorization: `Bearer ${token}`, cookie: token }, url: `/path?q=${text}` };
    const error = Object.assign(new Error(`"${text}" of ${email} at ${address}, token=${token}`), extra);
    reporter.captureUserAction('u1', 'login', { email, address, token, text });
    reporter.captureError(error, { userId: 'u1', operation: `login ${email}`, ...extra });
    await reporter.close(LONG_MS);
    const all = sentry.received.join('');
    expect(sentry.events).toHaveLength(1);
    expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
    expect(sentry.events[0]).not.toHaveProperty('request');
    expect(sentry.events[0]).not.toHaveProperty('server_name');
    expect(sentry.events[0]?.user).toEqual({ id: 'u1' });
    expect(all).not.toContain('"extra"');
    expect(JSON.stringify(sentry.requests)).not.toContain('canary');
  });

  it('are told how many were left out of a storm', async () => {
    sentry = await listenAsSentry();
    const reporter = createErrorReporter({ logger: silent, dsn: sentry.dsn, reportsPerMinute: 2 });
    for (let count = 0; count < 100; count++) reporter.captureError(new Error('again'));
    await reporter.close(LONG_MS);
    expect(sentry.events).toHaveLength(3);
    expect(sentry.events[2]).toMatchObject({
      message: expect.stringContaining('Reports left out'),
      contexts: { summary: { leftOut: 98, windowSeconds: 60 } },
    });
    expect(sentry.events[2]?.fingerprint).toEqual(sentry.events[0]?.fingerprint);
  });
});

describe('a Sentry that is away or silent', () => {
  it.each([
    ['is gone', async (listener: SentryListener) => listener.close(), true],
    ['does not answer', () => Promise.resolve(), false],
  ])('holds nothing up when it %s: closing ends, and so does the process', async (_, then, answers) => {
    const listener = await listenAsSentry({ answers });
    await then(listener);
    const ended = await run(
      `const reporter = createErrorReporter({ logger, dsn: process.env.DSN });
       for (let count = 0; count < 500; count++) reporter.captureError(Object.assign(new Error('x'), { code: 'E' + count }));
       await reporter.close(300);
       await reporter.close(300);
       process.on('exit', () => console.log(JSON.stringify('ended')));`,
      { DSN: listener.dsn },
    );
    expect(ended).toBe('ended');
    if (!answers) await listener.close();
  });

  it('does not keep a process alive that never closes its reporter', async () => {
    sentry = await listenAsSentry({ answers: false });
    const ended = await run(
      `createErrorReporter({ logger, dsn: process.env.DSN }).captureError(new Error('x'));
       process.on('exit', () => console.log(JSON.stringify('ended')));`,
      { DSN: sentry.dsn },
    );
    expect(ended).toBe('ended');
  });
});

describe('the SDK in the process', () => {
  const observe = `
    import http from 'node:http';
    import diagnostics from 'node:diagnostics_channel';
    const parts = () => [http.request, http.createServer, http.Server.prototype.emit, fetch, console.error, setTimeout,
      Error.prepareStackTrace, process.emit, Promise.prototype.then];
    const handlers = () => ['uncaughtException', 'unhandledRejection', 'exit', 'SIGTERM', 'warning'].map((name) => process.listenerCount(name));
    const before = { parts: parts(), handlers: handlers() };
    const reporter = createErrorReporter({ logger, dsn: process.env.DSN });
    reporter.captureError(new Error('x'));
    await reporter.close(20_000);
    const after = parts();
    console.log(JSON.stringify({
      isLoaded: globalThis.__SENTRY__ !== undefined,
      replaced: before.parts.filter((part, index) => part !== after[index]).length,
      handlers: handlers().map((count, index) => count - before.handlers[index]),
      observed: ['http.server.request.start', 'http.client.request.start', 'undici:request:create'].filter((name) => diagnostics.hasSubscribers(name)),
    }));`;

  it('replaces nothing and handles no exception or signal', async () => {
    sentry = await listenAsSentry();
    expect(await run(observe, { DSN: sentry.dsn })).toEqual({
      isLoaded: true,
      replaced: 0,
      handlers: [0, 0, 0, 0, 0],
      observed: [],
    });
    expect(sentry.events).toHaveLength(1);
  });

  it('is not loaded without a DSN', async () => {
    expect(await run(observe)).toMatchObject({ isLoaded: false });
  });
});
