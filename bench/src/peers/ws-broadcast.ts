/** The chat server of every tutorial: a loop of `client.send` over all clients. It keeps nothing. */
import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { listen } from './listen.js';
import { messageText, speak } from './protocol.js';

const server = createServer();
const webSockets = new WebSocketServer({ server });
const clients = new Set<WebSocket>();

webSockets.on('connection', (webSocket) => {
  speak({
    webSocket,
    onSubscribe: () => clients.add(webSocket),
    onSend: (frame) => {
      const json = messageText(frame);
      for (const client of clients) client.send(json);
    },
  });
  webSocket.on('close', () => clients.delete(webSocket));
});

await listen(server);
