import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type ConsoleStreamsEvent, events } from '../events.js';
import { LiveStreams } from './live-streams.js';

/** More than systems keep between a writer and a reader on the same machine, after some seconds. */
const FIGURES = { padding: 'x'.repeat(256 * 1_024) };
const MOST_SECONDS = 200;

let streams: LiveStreams;
let server: Server;
let figures: unknown;
const responses: ServerResponse[] = [];
const seen: ConsoleStreamsEvent[] = [];
let unsubscribe: () => void;

beforeEach(async () => {
  // Seconds are the test's; sockets go on by themselves.
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout', 'clearTimeout'] });
  streams = new LiveStreams(() => figures);
  server = createServer((_request, response) => {
    responses.push(response);
    streams.open(response, () => Promise.resolve());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  unsubscribe = events.consoleStreams.subscribe((event) => seen.push(event));
});

afterEach(async () => {
  unsubscribe();
  streams.close();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  responses.splice(0);
  seen.splice(0);
  jest.useRealTimers();
});

const listen = async (): Promise<Socket> => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const asked = once(server, 'request');
  socket.write('GET / HTTP/1.1\r\nHost: chat.example\r\n\r\n');
  await asked;
  return socket;
};

const second = async (): Promise<void> => {
  jest.advanceTimersByTime(1_000);
  await setImmediate();
};

describe('live streams', () => {
  it('drop a reader who does not read, free what was kept for it, and go on for the others', async () => {
    figures = FIGURES;
    const idle = await listen();
    idle.pause();
    const [toIdle] = responses;
    for (let elapsed = 0; elapsed < MOST_SECONDS && toIdle?.destroyed !== true; elapsed += 1) await second();
    expect(toIdle?.destroyed).toBe(true);
    await once(idle.resume(), 'close');
    expect(toIdle?.writableLength).toBe(0);
    expect(toIdle?.socket).toMatchObject({ destroyed: true, writableLength: 0 });
    expect(seen.at(-1)).toEqual({ open: 0, ended: 'slow' });

    figures = { cpu: 0.5 };
    const reader = await listen();
    await second();
    const [chunk] = (await once(reader, 'data')) as [Buffer];
    expect(chunk.toString()).toContain('data: {"cpu":0.5}');
    reader.destroy();
  });

  it('are never silent: figures each second, and a comment each fifteenth', async () => {
    figures = { cpu: 0.5 };
    const reader = await listen();
    let text = '';
    reader.on('data', (chunk: Buffer) => (text += chunk.toString()));
    for (let elapsed = 0; elapsed < 15; elapsed += 1) await second();
    reader.end();
    streams.close();
    await once(reader, 'close');
    expect(text.match(/^id: /gm)).toHaveLength(16);
    expect(text.match(/^: here$/gm)).toHaveLength(1);
  });
});
