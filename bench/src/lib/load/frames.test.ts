import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { WebSocketServer, type WebSocket } from 'ws';
import { decodeServerFrame, encodeClientFrame, encodeServerFrame } from './frames.js';

describe('decodeServerFrame', () => {
  const header = (sizeBytes: number): number[] =>
    sizeBytes < 126 ? [0x81, sizeBytes] : [0x81, 126, sizeBytes >> 8, sizeBytes & 0xff];

  it.each([0, 1, 125, 126, 65_535])('reads a frame of %d bytes once it is whole', (sizeBytes) => {
    const whole = Buffer.concat([Buffer.from(header(sizeBytes)), Buffer.alloc(sizeBytes, 'x')]);
    expect(decodeServerFrame(whole.subarray(0, -1))).toBeUndefined();
    expect(decodeServerFrame(Buffer.concat([whole, Buffer.from('more')]))).toEqual({
      text: 'x'.repeat(sizeBytes),
      sizeBytes: whole.length,
    });
  });

  it('waits for a header that is cut', () => {
    expect(decodeServerFrame(Buffer.from([0x81, 126, 1]))).toBeUndefined();
  });
});

describe('encodeServerFrame', () => {
  it.each([0, 1, 125, 126, 65_535])('is read by a client as sent: %d bytes', async (sizeBytes) => {
    const server = createServer((socket) => socket.end(encodeServerFrame('x'.repeat(sizeBytes))));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    // A server on a TCP port has an address of this kind.
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const bytes = await buffer(socket);
    server.close();
    expect(decodeServerFrame(bytes)).toEqual({ text: 'x'.repeat(sizeBytes), sizeBytes: bytes.length });
  });
});

describe('encodeClientFrame', () => {
  it.each([0, 1, 125, 126, 65_535])('is read by a server as sent: %d bytes', async (sizeBytes) => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    // A server on a TCP port has an address of this kind.
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const connected = once(server, 'connection') as Promise<[WebSocket]>;
    socket.write(
      'GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    );
    const [webSocket] = await connected;
    const received = once(webSocket, 'message') as Promise<[Buffer, boolean]>;
    socket.write(encodeClientFrame('x'.repeat(sizeBytes)));
    const [data, isBinary] = await received;
    expect(data.toString() === 'x'.repeat(sizeBytes)).toBe(true);
    expect(isBinary).toBe(false);
    socket.destroy();
    server.close();
  });
});
