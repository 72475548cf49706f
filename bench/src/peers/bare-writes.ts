/**
 * The least that fan-out can cost a durable server in Node: each message is framed once, one append and one sync hold
 * all that came during the last one, and every socket gets them in one write of the same bytes. It keeps nothing else.
 */
import { Buffer } from 'node:buffer';
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import { encodeServerFrame } from '../lib/load/frames.js';
import { listen } from './listen.js';
import { messageText, speak } from './protocol.js';

const log = await open(join(process.argv[2] ?? '.', 'messages.log'), 'a');
const server = createServer();
const webSockets = new WebSocketServer({ server });
const sockets = new Set<Socket>();
let waiting: Buffer[] = [];
let isCommitting = false;

async function commitAll(): Promise<void> {
  isCommitting = true;
  // What one read of the publisher brought is committed together.
  await new Promise(setImmediate);
  while (waiting.length > 0) {
    const frames = Buffer.concat(waiting);
    waiting = [];
    await log.write(frames);
    await log.datasync();
    for (const socket of sockets) socket.write(frames);
  }
  isCommitting = false;
}

webSockets.on('connection', (webSocket, { socket }) => {
  speak({
    webSocket,
    onSubscribe: () => sockets.add(socket),
    onSend: (frame) => {
      waiting.push(encodeServerFrame(messageText(frame)));
      if (!isCommitting) void commitAll();
    },
  });
  webSocket.on('close', () => sockets.delete(socket));
});

await listen(server);
