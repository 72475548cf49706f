import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RestClient } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiDocument } from '../testing/api-document.js';
import { type SpawnedService, spawnService } from '../testing/spawn-service.js';
import { answerTo, statusesIn } from './raw-connection.js';

const CANARY = 'this file lies outside of what is served';

/** Ways to write one path that leads out of a folder. */
const forms: Record<string, (target: string) => string> = {
  plain: (target) => target,
  'encoded slashes': (target) => target.replaceAll('/', '%2f'),
  'encoded dots': (target) => target.replaceAll('.', '%2e'),
  'all encoded': (target) => target.replaceAll('.', '%2e').replaceAll('/', '%2f'),
  'encoded twice': (target) => target.replaceAll('.', '%252e').replaceAll('/', '%252f'),
  backslashes: (target) => target.replaceAll('/', '%5c'),
  'dots and semicolons': (target) => target.replaceAll('../', '..;/'),
  'overlong UTF-8': (target) => target.replaceAll('/', '%c0%af'),
  'dots that survive one cut': (target) => target.replaceAll('../', '....//'),
  'a NUL at its end': (target) => `${target.replaceAll('/', '%2f')}%00.png`,
};

let directory: string;
let service: SpawnedService;
let token: string;
let document: ApiDocument;
let targets: readonly string[];

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-traversal-'));
  const dataDir = path.join(directory, 'data');
  await mkdir(dataDir);
  await writeFile(path.join(directory, 'outside.txt'), CANARY);
  service = await spawnService({ DATA_DIR: dataDir });
  const account = { name: 'Ann', email: 'ann@chat.example', password: 'a password' };
  ({ token } = await new RestClient({ baseUrl: service.url }).register(account));
  document = await ApiDocument.fetch(service.url);
  targets = [
    ...[1, 2, 3].map((depth) => `${'../'.repeat(depth)}outside.txt`),
    path.join(directory, 'outside.txt'),
    `${'../'.repeat(12)}etc/passwd`,
    '../secrets.json',
  ];
});
afterAll(async () => {
  await service.end('SIGINT');
  await rm(directory, { recursive: true });
});

/** Every request line that puts a path where a route has a placeholder, or behind a route that has none. */
const requestLines = (write: (target: string) => string): string[] =>
  Object.entries(document.content.paths).flatMap(([template, operations]) =>
    targets.flatMap((target) => {
      const written = write(target);
      const url = template.includes('{') ? template.replaceAll(/\{\w+\}/g, written) : `${template}/${written}`;
      return Object.keys(operations).map((method) => `${method.toUpperCase()} ${url}`);
    }),
  );

describe('a path that leads out of a folder', () => {
  it.each(Object.entries(forms))('as %s is refused at every route', async (_form, write) => {
    const lines = requestLines(write);
    expect(lines.length).toBeGreaterThan(50);
    for (const line of lines) {
      const answer = await answerTo(
        service.url,
        `${line} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n` +
          'Content-Length: 2\r\nConnection: close\r\n\r\n{}',
      );
      const [status = 0] = statusesIn(answer);
      const isRefused = status >= 400 && status < 500;
      const isLeaking = answer.includes(CANARY) || /root:.*:0:0:/.test(answer);
      expect({ line, status, isRefused, isLeaking }).toEqual({ line, status, isRefused: true, isLeaking: false });
    }
  });
});
