/**
 * One page of history as most Express apps answer it: an object to `res.json`, compressed by `compression` on its way.
 * The page comes in base64.
 */
import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import compression from 'compression';
import express from 'express';
import { listen } from './listen.js';

const [, encoded = ''] = process.argv.slice(2);
const page: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString());

const app = express();
app.use(compression());
app.get('/api/channels/:channelId/messages', (_request, response) => {
  response.json(page);
});
const server = createServer(app);
server.keepAliveTimeout = 0;

await listen(server);
