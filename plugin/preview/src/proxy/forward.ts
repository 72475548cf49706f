import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as httpRequest,
  type ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { sendJson } from '../server/answers.js';
import type { Upstream } from './routes.js';

/** What belongs to one connection, or to this server alone: where the page comes from and who uses it. */
const KEPT_BACK = new Set([
  'authorization',
  'connection',
  'cookie',
  'forwarded',
  'host',
  'keep-alive',
  'origin',
  'proxy-authorization',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const NOT_ANSWERED = new Set([
  'connection',
  'keep-alive',
  'server',
  'set-cookie',
  'strict-transport-security',
  'transfer-encoding',
]);

/** Sends a request on and its answer back, both as they come. What cannot be reached is 502, as of Grafana. */
export function forward(request: IncomingMessage, response: ServerResponse, upstream: Upstream): void {
  const sent = send(request, upstream, {});
  if (!sent) {
    sendJson(response, 502, { message: `Bad gateway: "${upstream.url}" is no address` });
    return;
  }
  sent.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, {
      ...without(answer.headers, NOT_ANSWERED),
      'content-security-policy': 'sandbox',
    });
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  sent.on('error', (error) => {
    if (response.headersSent) response.destroy();
    else sendJson(response, 502, { message: `Bad gateway: ${error.message}` });
  });
  response.on('close', () => sent.destroy());
  request.pipe(sent);
}

/** Opens a WebSocket to where a request is to go, and passes everything both ways. */
export function forwardUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, upstream: Upstream): void {
  const sent = send(request, upstream, { connection: 'Upgrade', upgrade: 'websocket' });
  if (!sent) {
    refuseUpgrade(socket, '502 Bad Gateway');
    return;
  }
  sent.on('upgrade', (answer, far, farHead) => {
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${rawLines(answer)}\r\n\r\n`);
    if (farHead.length > 0) socket.write(farHead);
    if (head.length > 0) far.write(head);
    socket.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.pipe(far).pipe(socket);
  });
  sent.on('response', (answer) => {
    answer.resume();
    refuseUpgrade(socket, `${answer.statusCode ?? 502} ${answer.statusMessage ?? ''}`);
  });
  sent.on('error', () => {
    refuseUpgrade(socket, '502 Bad Gateway');
  });
  socket.on('error', () => sent.destroy());
  sent.end();
}

/** Ends a connection that is not to become a WebSocket. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function send({ method, headers }: IncomingMessage, upstream: Upstream, extra: OutgoingHttpHeaders) {
  if (!URL.canParse(upstream.url)) return undefined;
  const open = upstream.url.startsWith('https:') ? httpsRequest : httpRequest;
  return open(upstream.url, { method, headers: { ...without(headers, KEPT_BACK), ...upstream.headers, ...extra } });
}

function without(headers: IncomingHttpHeaders, names: ReadonlySet<string>): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !names.has(name) && !name.startsWith('sec-fetch')),
  );
}

function rawLines({ rawHeaders }: IncomingMessage): string {
  const lines: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2)
    lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
  return lines.join('\r\n');
}
