import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listenAsSentry, type SentryListener } from './testing/sentry-listener.js';
import { spawnService } from './testing/spawn-service.js';
import { writeStrictObjectives } from './testing/strict-objectives.js';

let directory: string;
let sentry: SentryListener;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-main-'));
  sentry = await listenAsSentry();
});
afterEach(async () => {
  await sentry.close();
  await rm(directory, { recursive: true, force: true });
});

/** Node, with code of ours loaded first that fails on a signal, as a bug would. */
const nodeThatFails = (failure: string): string[] => {
  const code = `process.on('SIGUSR2', () => { ${failure} })`;
  return [process.execPath, '--import', `data:text/javascript,${encodeURIComponent(code)}`];
};

describe('a failure that nobody handles', () => {
  it.each([
    ['uncaughtException', `throw new RangeError('bug')`],
    ['unhandledRejection', `Promise.reject(new RangeError('bug'))`],
  ])('of the kind %s is reported and logged before the process ends with 1', async (operation, failure) => {
    const env = { DATA_DIR: directory, SENTRY_DSN: sentry.dsn, OBJECTIVES_FILE: writeStrictObjectives(directory) };
    const service = await spawnService(env, nodeThatFails(failure));
    // A first report, of a slow request, shows that the SDK is loaded: the last one does not wait for that.
    await fetch(`${service.url}/openapi.json`);
    await sentry.event(({ tags }) => tags.operation === 'GET /openapi.json');
    expect(await service.end('SIGUSR2')).toBe(1);
    expect(await service.logged('the service cannot go on')).toMatchObject({
      level: 'fatal',
      err: { type: 'RangeError' },
    });
    expect(await sentry.event(({ level }) => level === 'fatal')).toMatchObject({
      tags: { source: 'process', operation },
      release: expect.stringMatching(/^chatwatch@/),
    });
  });

  it('is a line of the log without a DSN', async () => {
    const service = await spawnService({ DATA_DIR: directory }, nodeThatFails(`throw new RangeError('bug')`));
    expect(await service.end('SIGUSR2')).toBe(1);
    expect(await service.logged('error report')).toMatchObject({ report: { level: 'fatal', source: 'process' } });
  });

  it('ends the process in time when Sentry is away', async () => {
    const { dsn } = sentry;
    await sentry.close();
    sentry = await listenAsSentry();
    const failing = nodeThatFails(`throw new RangeError('bug')`);
    const service = await spawnService({ DATA_DIR: directory, SENTRY_DSN: dsn }, failing);
    expect(await service.end('SIGUSR2')).toBe(1);
  });
});

describe('a stop', () => {
  it('with a DSN ends by itself with 0', async () => {
    const service = await spawnService({ DATA_DIR: directory, SENTRY_DSN: sentry.dsn });
    expect(await service.end('SIGTERM')).toBe(0);
  });

  it('in good order ends with 0 also when something else keeps the process alive', async () => {
    // In the main thread alone: the threads of the store load it, too.
    const code = `import { isMainThread } from 'node:worker_threads'; if (isMainThread) setInterval(() => {}, 60_000)`;
    const preload = `data:text/javascript,${encodeURIComponent(code)}`;
    const service = await spawnService({ DATA_DIR: directory }, [process.execPath, '--import', preload]);
    expect(await service.end('SIGTERM')).toBe(0);
    expect(await service.logged('stopped')).toMatchObject({ level: 'info' });
  });
});
