import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { prometheusAccept, scrapeUntil, valueOf } from './testing/service.js';

const packageRoot = new URL('..', import.meta.url);

let child: ChildProcess | undefined;

afterEach(async () => {
  if (child === undefined) return;
  child.kill();
  await once(child, 'close');
});

/** Runs the README's first JavaScript block as it stands; resolves with the address it prints. */
async function runExample(): Promise<string> {
  const readme = await readFile(new URL('README.md', packageRoot), 'utf8');
  const source = /```js\n([\s\S]*?)```/.exec(readme)?.[1];
  if (source === undefined) throw new Error('README.md has no example');
  const example = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    cwd: packageRoot,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = example;
  for await (const line of createInterface(example.stdout)) {
    const origin = /http:\/\/\S+/.exec(line)?.[0];
    if (origin !== undefined) return origin;
  }
  throw new Error('the example ended before it listened');
}

describe('the example in README.md', () => {
  it('gets metrics of requests, connections and the process', async () => {
    const origin = await runExample();
    const scrape = async (accept = 'text/plain'): Promise<string> =>
      (await fetch(`${origin}/metrics`, { headers: { accept } })).text();
    await fetch(`${origin}/hello/world`);
    const socket = new WebSocket(origin.replace('http', 'ws'));
    await once(socket, 'open');
    await scrapeUntil({ scrape }, 'websocket_connections', (value) => value === 1);
    const requests = 'http_requests_total{method="GET",route="/hello/:name",status_code="200"}';
    const text = await scrapeUntil({ scrape }, requests, (value) => value === 1);
    expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(0);
    expect(await scrape(prometheusAccept)).toMatch(/# EOF\n$/);
    socket.close();
    await scrapeUntil({ scrape }, 'websocket_connections', (value) => value === 0);
  });
});
