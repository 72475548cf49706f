/** A WebSocket server that takes connections and does nothing with them. */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { listen } from './listen.js';

const server = createServer();
const webSockets = new WebSocketServer({ server });
webSockets.on('connection', () => undefined);

await listen(server);
