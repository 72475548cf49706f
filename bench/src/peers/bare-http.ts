/**
 * The least an HTTP server can do: one answer, made beforehand. With `counted` as its argument, telemetry counts and
 * times each request as it does in the chat service; with `watched`, it watches the process alone.
 */
import { Buffer } from 'node:buffer';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createTelemetry } from '@chatwatch/telemetry';
import { listen } from './listen.js';

const body = Buffer.from(JSON.stringify({ status: 'ok', text: 'x'.repeat(200) }));
const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };

function answer(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, headers).end(body);
}

const proceed = (): void => undefined;

function counted(): typeof answer {
  const observe = createTelemetry({ runtime: false }).httpMiddleware();
  return (request, response) => {
    // What comes next is called without a closure of the bench's own, which would be counted as the metrics'.
    observe(request, response, proceed);
    answer(request, response);
  };
}

if (process.argv.includes('watched')) createTelemetry();
const server = createServer(process.argv.includes('counted') ? counted() : answer);
server.keepAliveTimeout = 0;

await listen(server);
