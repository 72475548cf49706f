/** One page of history as bytes that were compressed beforehand: what Node itself needs to answer it. The page comes in base64. */
import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import { listen } from './listen.js';

const [, page = ''] = process.argv.slice(2);
const body = brotliCompressSync(Buffer.from(page, 'base64'));
const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'br', 'Content-Length': body.length };

const server = createServer((_request, response) => {
  response.writeHead(200, headers).end(body);
});
server.keepAliveTimeout = 0;

await listen(server);
