import { RestClient } from '@chatwatch/client';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SpawnedService, spawnService } from '../testing/spawn-service.js';
import { rawFrame } from './raw-frame.js';
import { RawWebSocket } from './raw-websocket.js';
import { harmless, websocketCases } from './websocket-cases.js';

let directory: string;
let service: SpawnedService;
let token: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-hostile-'));
  service = await spawnService({ DATA_DIR: directory });
  const account = { name: 'Ann', email: 'ann@chat.example', password: 'a password' };
  ({ token } = await new RestClient({ baseUrl: service.url }).register(account));
});
afterAll(() => rm(directory, { recursive: true }));

describe('a signed-in connection', () => {
  it.each(websocketCases)('is closed with $code for $what', async ({ bytes, code }) => {
    const socket = await RawWebSocket.ready(service.url, token);
    socket.write(bytes);
    expect(await socket.closeCode()).toBe(code);
    socket.destroy();
  });

  it.each(harmless)('stays open for $what', async ({ bytes }) => {
    const socket = await RawWebSocket.ready(service.url, token);
    socket.write(bytes);
    socket.sendJson({ type: 'ping', id: 77, t: 1 });
    for (;;) {
      const frame = await socket.next();
      if (!frame) throw new Error('the connection ended');
      if (frame.payload.includes('"id":77')) break;
    }
    expect(socket.isOpen).toBe(true);
    socket.destroy();
  });

  it('reads a hello that comes a byte at a time', async () => {
    const socket = await RawWebSocket.open(service.url);
    const hello = rawFrame({ payload: JSON.stringify({ type: 'hello', protocol: 1, token }) });
    for (const byte of hello) socket.write(Buffer.from([byte]));
    expect((await socket.next())?.payload.toString()).toContain('"type":"ready"');
    socket.destroy();
  });
});

describe('the service, after all that', () => {
  it('ends in good order', async () => {
    expect(await service.end('SIGINT')).toBe(0);
  });
});
