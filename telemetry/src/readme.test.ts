import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { listenAsSentry } from './testing/sentry-listener.js';
import { prometheusAccept, scrapeUntil, valueOf } from './testing/service.js';

const packageRoot = new URL('..', import.meta.url);

let child: ChildProcess | undefined;

afterEach(async () => {
  if (child === undefined) return;
  child.kill();
  await once(child, 'close');
  child = undefined;
});

/** Starts a JavaScript block of the README as it stands. */
async function startExample(about: RegExp, env: Record<string, string>) {
  const readme = await readFile(new URL('README.md', packageRoot), 'utf8');
  const source = [...readme.matchAll(/```js\n([\s\S]*?)```/g)]
    .map(([, block]) => block ?? '')
    .find((block) => about.test(block));
  if (source === undefined) throw new Error(`README.md has no example with ${about.source}`);
  return spawn(process.execPath, ['--input-type=module', '--eval', source], {
    cwd: packageRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Resolves with the address that the service prints. */
async function runService(): Promise<string> {
  const example = await startExample(/createTelemetry\(/, { PORT: '0' });
  example.stderr.pipe(process.stderr);
  child = example;
  for await (const line of createInterface(example.stdout)) {
    const origin = /http:\/\/\S+/.exec(line)?.[0];
    if (origin !== undefined) return origin;
  }
  throw new Error('the example ended before it listened');
}

describe('the examples in README.md', () => {
  it('get metrics of requests, connections and the process', async () => {
    const origin = await runService();
    const scrape = async (accept = 'text/plain'): Promise<string> =>
      (await fetch(`${origin}/metrics`, { headers: { accept } })).text();
    await fetch(`${origin}/hello/world`);
    const socket = new WebSocket(origin.replace('http', 'ws'));
    await once(socket, 'open');
    await scrapeUntil({ scrape }, 'websocket_connections', (value) => value === 1);
    const requests = 'http_requests_total{method="GET",route="/hello/:name",status_code="200"}';
    const exposition = await scrapeUntil({ scrape }, requests, (value) => value === 1);
    expect(valueOf(exposition, 'process_resident_memory_bytes')).toBeGreaterThan(0);
    expect(await scrape(prometheusAccept)).toMatch(/# EOF\n$/);
    socket.close();
    await scrapeUntil({ scrape }, 'websocket_connections', (value) => value === 0);
  });

  it('report a failure and a slow operation to Sentry', async () => {
    const sentry = await listenAsSentry();
    const example = await startExample(/createErrorReporter\(/, { SENTRY_DSN: sentry.dsn });
    expect(await once(example, 'close')).toEqual([0, null]);
    expect(sentry.events).toMatchObject([
      { release: 'shop@1.4.0', breadcrumbs: [{ message: 'cart.add' }], user: { id: 'u42' } },
      { message: 'Slow operation: find products' },
    ]);
    await sentry.close();
  });

  it('log them without a DSN', async () => {
    const example = await startExample(/createErrorReporter\(/, { SENTRY_DSN: '' });
    const [output] = await Promise.all([text(example.stderr), once(example, 'close')]);
    expect(output).toMatch(/RangeError.*error report.*slow operation/s);
  });
});
