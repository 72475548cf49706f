import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** @type {string} */
let cache;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'chatwatch-cache-'));
});
afterEach(() => rmSync(cache, { recursive: true }));

/**
 * The command on a machine without any program, with an empty cache.
 * @param {...string} args
 */
function services(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'main.mjs'), ...args], {
    encoding: 'utf8',
    env: { PATH: join(cache, 'bin'), CHATWATCH_SERVICES_DIR: cache },
  });
  return { status, stdout, stderr };
}

/**
 * @param {string} path
 * @param {string} version
 */
function writeProgram(path, version) {
  mkdirSync(dirname(join(cache, path)), { recursive: true });
  writeFileSync(join(cache, path), `#!/bin/sh\necho 'db version v${version}'\n`, { mode: 0o755 });
  return join(cache, path);
}

describe('where a program is', () => {
  test('one that is not here ends with 3 and says how to get it', () => {
    const { status, stdout, stderr } = services('path', 'mongod');
    expect(status).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/npm run services -- fetch mongod[^]*By hand: install MongoDB/);
  });

  test('one in the cache is printed and recorded for tests', () => {
    const program = writeProgram('mongod-6.0.5/mongod', '6.0.5');
    expect(services('path', 'mongodb')).toEqual({ status: 0, stdout: `${program}\n`, stderr: '' });
    expect(JSON.parse(readFileSync(join(cache, 'paths.json'), 'utf8'))).toEqual({ mongod: program });
  });

  test.each([
    ['7.0.1', 'bin/mongod'],
    ['6.0.0', 'bin/mongod'],
    ['5.0.9', 'mongod-6.0.5/mongod'],
  ])('mongod %s on PATH: %s is used', (version, used) => {
    writeProgram('mongod-6.0.5/mongod', '6.0.5');
    writeProgram('bin/mongod', version);
    expect(services('path', 'mongod').stdout).toBe(`${join(cache, used)}\n`);
  });
});

test('what cannot be fetched here ends with 3 and says why', () => {
  const { status, stderr } = services('fetch', 'k6');
  expect(status).toBe(3);
  expect(stderr).toMatch(/there is no Go compiler[^]*By hand: install k6/);
});

test.each([
  [['path', 'nginx'], /There is no part named nginx; there are mongod/],
  [['start', 'strace'], /strace is no server to start/],
  [['restart'], /Usage: npm run services/],
  [[], /Usage: npm run services/],
])('%j is refused with 2', (args, message) => {
  const { status, stderr } = services(...args);
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
});

test('stop has nothing to do when nothing runs', () => {
  expect(services('stop')).toEqual({ status: 0, stdout: 'Nothing was running.\n', stderr: '' });
});
