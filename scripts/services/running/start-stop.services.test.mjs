import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongoCommand } from './mongo-command.mjs';
import { services } from './services.mjs';
import { exchange, expectSuccess } from './sockets.mjs';
import { startServices } from './start.mjs';
import { isRunning, readState } from './state.mjs';
import { stopServices } from './stop.mjs';

const names = services.map(({ part }) => part.name);
/** @type {string} */
let folder;
/** @type {Record<string, import('./state.mjs').Running>} */
let state;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chatwatch-services-'));
  // A machine where nothing was fetched yet fetches it here.
  state = await startServices(folder, names);
}, 600_000);

afterAll(async () => {
  await stopServices(folder, names);
  rmSync(folder, { recursive: true });
}, 60_000);

/** @param {string} name */
function running(name) {
  const one = state[name];
  if (!one) throw new Error(`${name} does not run`);
  return one;
}

test('every service runs on a port of its own', () => {
  expect(Object.keys(state).sort()).toEqual([...names].sort());
  expect(new Set(Object.values(state).map(({ port }) => port)).size).toBe(names.length);
});

test('MongoDB is the primary of a replica set and takes writes', async () => {
  const { port } = running('mongod');
  expect(await mongoCommand(port, { hello: 1 })).toMatchObject({ isWritablePrimary: true, setName: 'rs0', ok: 1 });
  expect(await mongoCommand(port, { insert: 'tries', documents: [{ text: 'one' }] })).toMatchObject({ n: 1, ok: 1 });
});

test('Redis keeps a value', async () => {
  const request = Buffer.from('SET try one\r\nGET try\r\n');
  const reply = await exchange(running('redis-server').port, request, (bytes) => bytes.includes('one\r\n'));
  expect(reply.toString()).toBe('+OK\r\n$3\r\none\r\n');
});

test('Prometheus knows the Alertmanager that was started with it', async () => {
  await expectSuccess(running('alertmanager').port, '/api/v2/status');
  const response = await fetch(`${running('prometheus').url}/api/v1/status/config`);
  expect(await response.text()).toContain(`127.0.0.1:${running('alertmanager').port}`);
});

test('a second start leaves what runs as it is', async () => {
  expect(await startServices(folder, names)).toEqual(state);
});

test('stopping ends the processes, removes their data and keeps their logs', async () => {
  expect((await stopServices(folder, names)).sort()).toEqual([...names].sort());
  expect(Object.values(state).filter(isRunning)).toEqual([]);
  expect(readState(folder)).toEqual({});
  expect(names.filter((name) => existsSync(join(folder, name)))).toEqual([]);
  expect(names.filter((name) => !existsSync(join(folder, `${name}.log`)))).toEqual([]);
});
