import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Summary } from './summary.js';

const program = fileURLToPath(new URL('main.js', import.meta.url));
const TIMEOUT_MS = 90_000;

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatwatch-demo-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** What a failed test would leave behind, for the next to stumble over. */
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

interface Run {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  /** Resolves when a line matches, at once when one did; rejects when the program ends before. */
  line(pattern: RegExp): Promise<string>;
  readonly ended: Promise<number | null>;
}

function start(...args: string[]): Run {
  const child = spawn(process.execPath, [program, '--data', join(folder, 'data'), '--plain', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const waiting: { pattern: RegExp; resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      lines.push(line);
      for (const { pattern, resolve } of waiting) if (pattern.test(line)) resolve(line);
    });
  }
  const ended = once(child, 'close').then(([code]) => {
    for (const { pattern, reject } of waiting) reject(new Error(`no ${pattern.source} in:\n${lines.join('\n')}`));
    return code as number | null; // as Node documents the event
  });
  const line = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const earlier = lines.find((one) => pattern.test(one));
      if (earlier !== undefined) resolve(earlier);
      waiting.push({ pattern, resolve, reject });
    });
  started.push(child);
  return { child, lines, line, ended };
}

describe('the demo', () => {
  it(
    'replays the trace against the service, loses nothing and writes its summary and a picture',
    async () => {
      const json = join(folder, 'summary.json');
      const picture = join(folder, 'screen.svg');
      const args = ['--users', '16', '--speed', '600', '--for', '5s', '--json', json, '--picture', picture];
      const run = start(...args);
      expect({ code: await run.ended, lines: run.lines }).toMatchObject({ code: 0 });
      const summary = JSON.parse(await readFile(json, 'utf8')) as Summary; // what the program says it writes
      const { totals } = summary;
      expect(summary).toMatchObject({ isClean: true, endedBy: 'time', serviceFailure: null });
      expect(totals.sent).toBeGreaterThan(1_000);
      expect(totals).toMatchObject({ acknowledged: totals.sent, delivered: totals.sent * 2, fromOthers: 0 });
      expect(totals).toMatchObject({ lost: 0, doubled: 0, outOfOrder: 0, wrongContent: 0, failed: 0 });
      expect(summary.byChannel.map(({ sent }) => sent > 0)).toEqual(Array.from({ length: 8 }, () => true));
      expect(summary.connections).toMatchObject({ connected: 16, total: 16, reconnects: 0 });
      expect(summary.deliveryMs?.p99).toBeGreaterThan(0);
      expect(summary.seriesCount).toBeGreaterThan(50);
      // Whether each scrape came in time is the machine's business.
      const availability = summary.objectives.find(({ id }) => id === 'availability');
      expect(availability?.value).toBeGreaterThan(0);
      expect(await readFile(picture, 'utf8')).toContain('Error rate');
    },
    TIMEOUT_MS,
  );

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends cleanly on %s, with a summary and without its service',
    async (signal) => {
      const run = start('--users', '16', '--speed', '100');
      const console = addressIn(await run.line(/^Open in a browser: /));
      const address = addressIn(await run.line(/^Service: /));
      await run.line(/ sent /);
      const up = await fetch(`${console}/api/datasources/proxy/uid/chatwatch-prometheus/api/v1/query?query=up`);
      expect(await up.json()).toMatchObject({ data: { result: [{ value: [expect.any(Number), '1'] }] } });
      run.child.kill(signal);
      // A script that passes signals on sends SIGTERM on top; it is no second Ctrl-C.
      run.child.kill('SIGTERM');
      expect({ code: await run.ended, lines: run.lines }).toMatchObject({ code: 0 });
      expect(run.lines.join('\n')).toMatch(/until it was stopped[^]*✓ Every message reached everybody once/);
      await expect(fetch(`${address}/livez`)).rejects.toThrow('fetch failed');
      await expect(fetch(console)).rejects.toThrow('fetch failed');
    },
    TIMEOUT_MS,
  );

  it(
    'says so when the service dies, and exits with 1',
    async () => {
      const run = start('--users', '16', '--speed', '100');
      await run.line(/ sent /);
      const [pid = ''] = await pidsOfChildren(run.child);
      process.kill(Number(pid), 'SIGKILL');
      expect(await run.ended).toBe(1);
      expect(run.lines.join('\n')).toContain('✗ The service died: it was ended by SIGKILL.');
    },
    TIMEOUT_MS,
  );

  it(
    'ends at once on a second SIGINT, although the service does not answer',
    async () => {
      const run = start('--users', '16', '--speed', '100');
      const address = addressIn(await run.line(/^Service: /));
      await run.line(/ sent /);
      const [pid = ''] = await pidsOfChildren(run.child);
      process.kill(Number(pid), 'SIGSTOP');
      run.child.kill('SIGINT');
      // It waits for answers that do not come, and says so every time its scrape has failed.
      await run.line(/ sent /);
      await run.line(/ s behind/);
      run.child.kill('SIGINT');
      expect(await run.ended).toBe(130);
      await expect(fetch(`${address}/livez`)).rejects.toThrow('fetch failed');
    },
    TIMEOUT_MS,
  );

  it('says what the service said when that does not start', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const run = start('--port', port);
    expect(await run.ended).toBe(1);
    expect(run.lines.join('\n')).toMatch(/^The service did not start: .*EADDRINUSE/m);
    taken.close();
  });

  it.each([
    [['--speed', 'fast'], 2, /^--speed must be a number/],
    [['--json', '/nowhere/at/all.json'], 1, /^\/nowhere\/at\/all.json cannot be written/],
    [['--help'], 0, /^Replays 8.8 hours/],
  ])('answers %j with exit code %i', async (args, code, expected) => {
    const run = start(...args);
    expect(await run.ended).toBe(code);
    expect(run.lines[0]).toMatch(expected);
  });
});

function addressIn(line: string): string {
  return /http:[^,]+/.exec(line)?.[0] ?? '';
}

/** As Linux tells them, where the tests run. */
async function pidsOfChildren({ pid = 0 }: ChildProcess): Promise<string[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(' ');
}
