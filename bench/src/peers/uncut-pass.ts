/**
 * Fan-out as ours but for one thing: what a turn of the event loop brought is framed once and written once to each
 * socket, all sockets in one go. Beside it the same HTTP route as ours, in Express.
 */
import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import express from 'express';
import { WebSocketServer } from 'ws';
import { listen } from './listen.js';
import { messageText, speak } from './protocol.js';

const FINAL_TEXT = 0x81;
const LENGTH_16 = 126;

const app = express();
app.get('/livez', (_request, response) => {
  response.json({ status: 'ok' });
});
const server = createServer(app);
const webSockets = new WebSocketServer({ server });
const subscribers = new Set<Duplex>();
let pending: Buffer[] = [];

webSockets.on('connection', (webSocket, request) => {
  const raw = request.socket;
  speak({
    webSocket,
    onSubscribe: () => subscribers.add(raw),
    onSend: (frame) => {
      if (pending.length === 0) setImmediate(writeAll);
      pending.push(encode(messageText(frame)));
    },
  });
  webSocket.on('close', () => subscribers.delete(raw));
});

function writeAll(): void {
  const frames = Buffer.concat(pending);
  pending = [];
  for (const raw of subscribers) raw.write(frames);
}

/** The load's messages are longer than 125 and shorter than 65,536 bytes, which is the middle one of three forms. */
function encode(text: string): Buffer {
  const payload = Buffer.from(text);
  const header = Buffer.from([FINAL_TEXT, LENGTH_16, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([header, payload]);
}

await listen(server);
