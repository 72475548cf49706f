import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { capture } from '../lib/command.mjs';
import { filesBelow } from '../lib/files.mjs';
import { inRoot } from '../lib/project.mjs';
import { freePort } from '../services/running/sockets.mjs';
import { replay } from './replay.mjs';

/** @type {string} */
let folder;
/** @type {import('./replay.mjs').Built} */
let image;
/** @type {string} */
let app;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chatwatch-image-'));
  image = await replay(inRoot('backend/Dockerfile'), { into: folder, args: { COMMIT: 'abc1234' } });
  app = join(image.folder, image.workdir);
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('the image starts, is healthy, knows its commit, hashes and stores', async () => {
  const port = String(await freePort());
  const [program = '', ...args] = image.command;
  const env = {
    ...image.env,
    HOST: '127.0.0.1',
    PORT: port,
    DATA_DIR: join(image.folder, 'data'),
    METRICS_PUBLIC: 'on',
  };
  const child = spawn(program, args, { cwd: app, env: { PATH: process.env['PATH'], ...env } });
  try {
    await Promise.race([
      once(createInterface({ input: child.stdout }), 'line'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`it ended with ${code}`))),
    ]);
    const health = image.health.map((word) => word.replace('3000', port));
    expect(await capture(health[0] ?? '', health.slice(1))).toEqual({ code: 0, output: '' });
    const url = `http://127.0.0.1:${port}`;
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('commit="abc1234"');
    const account = { name: 'Ann', email: 'ann@chat.example', password: 'a password' };
    const { status } = await fetch(`${url}/api/auth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(account),
    });
    expect(status).toBe(201);
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  }
  expect(child.exitCode).toBe(0);
}, 60_000);

test('it says that it is not healthy while nothing answers', async () => {
  const port = String(await freePort());
  const health = image.health.map((word) => word.replace('3000', port));
  expect(await capture(health[0] ?? '', health.slice(1))).toEqual({ code: 1, output: '' });
}, 30_000);

test('nothing that only development needs is in it', () => {
  /** @type {import('../lib/lockfile.mjs').Lockfile} */
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  const ofDevelopment = Object.entries(packages).filter(([, { dev }]) => dev === true);
  expect(ofDevelopment.length).toBeGreaterThan(100);
  expect(ofDevelopment.map(([path]) => path).filter((path) => existsSync(join(app, path)))).toEqual([]);
});

test('of our own code it has what runs, and neither tests nor sources', () => {
  const ours = filesBelow(app)
    .map((file) => relative(app, file))
    .filter((file) => !/(^|\/)node_modules\//.test(file));
  expect(
    ours.filter(
      (file) =>
        !/\/dist\/.*\.js$|package\.json$|^package-lock\.json$|^\.npmrc$|^objectives\/objectives\.yaml$/.test(file),
    ),
  ).toEqual([]);
  expect(ours.filter((file) => /\.test\.|\/(testing|faults|hostile)\/|check-api/.test(file))).toEqual([]);
  expect(ours).toEqual(expect.arrayContaining(['backend/dist/main.js', 'backend/dist/prepare-mongodb.js']));
});
