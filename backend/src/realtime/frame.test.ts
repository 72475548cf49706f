import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import { encodeTextFrame } from './frame.js';

describe('encodeTextFrame', () => {
  let receiver: WebSocket;
  let raw: Socket;

  beforeAll(async () => {
    const webSockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(webSockets, 'listening');
    const connected = once(webSockets, 'connection');
    receiver = new WebSocket(`ws://127.0.0.1:${(webSockets.address() as AddressInfo).port}`);
    const [, request] = (await connected) as [WebSocket, { socket: Socket }];
    raw = request.socket;
    if (receiver.readyState !== WebSocket.OPEN) await once(receiver, 'open');
    webSockets.close();
  });

  afterAll(() => {
    receiver.terminate();
    raw.destroy();
  });

  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 70_000])('is read by a client as sent: %d bytes', async (sizeBytes) => {
    const text = 'x'.repeat(sizeBytes);
    const received = once(receiver, 'message');
    raw.write(encodeTextFrame(text));
    const [data, isBinary] = (await received) as [Buffer, boolean];
    expect(isBinary).toBe(false);
    expect(data.toString() === text).toBe(true);
  });

  it('counts bytes of UTF-8, not characters', async () => {
    const text = 'ü🙂'.repeat(30);
    const received = once(receiver, 'message');
    raw.write(encodeTextFrame(text));
    const [data] = (await received) as [Buffer];
    expect(data.toString()).toBe(text);
  });
});
