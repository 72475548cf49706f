import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Preview, startPreview } from './start-preview.js';
import { startUpstream, type Upstream } from './testing/upstream.js';

const PROXY = '/api/plugin-proxy/chatwatch-app';

let service: Upstream;
let preview: Preview;

beforeAll(async () => {
  service = await startUpstream();
  preview = await startPreview({
    prometheusUrl: service.url,
    scrapeIntervalSeconds: 1,
    backendUrl: service.url,
    serviceToken: 'secret',
  });
});

afterAll(async () => {
  await preview.close();
  await service.close();
});

/** Unlike fetch, it may say any host and origin. */
async function send(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const sent = request(`${preview.url}${path}`, { method, headers }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage]; // as Node documents it
  let body = '';
  for await (const part of response.setEncoding('utf8')) body += part as string; // with an encoding it gives strings
  return { status: response.statusCode, headers: response.headers, body };
}

const ownPage = () => ({ origin: preview.url });

describe('the plugin proxy', () => {
  it('adds the token of the settings and keeps what is of the browser to itself', async () => {
    const headers = { cookie: 'c=1', authorization: 'Bearer mine', referer: preview.url, 'x-kept': 'yes' };
    const { status, headers: answered } = await send(`${PROXY}/analytics/performance/overview?a=1`, headers);
    expect(status).toBe(200);
    expect(answered['set-cookie']).toBeUndefined();
    expect(answered['content-security-policy']).toBe('sandbox');
    const { method, url, headers: arrived } = service.arrived.at(-1) ?? {};
    expect({ method, url }).toEqual({ method: 'GET', url: '/analytics/performance/overview?a=1' });
    expect(arrived).toMatchObject({ authorization: 'Bearer secret', 'x-kept': 'yes' });
    expect(arrived).not.toHaveProperty('cookie');
    expect(arrived).not.toHaveProperty('referer');
  });

  it.each([
    ['a path that no route has', 'GET', '/admin'],
    ['a method that its route has not', 'POST', '/analytics/performance/overview'],
    ['a path that leaves its route', 'GET', '/analytics/../admin'],
  ])('refuses %s', async (_, method, path) => {
    const before = service.arrived.length;
    expect((await send(`${PROXY}${path}`, ownPage(), method)).status).toBe(404);
    expect(service.arrived).toHaveLength(before);
  });

  it('passes a WebSocket both ways for its own pages, and opens none for others', async () => {
    const refused = openSocket('https://evil.example');
    expect(String((await once(refused, 'data'))[0])).toMatch(/^HTTP\/1.1 403 /);
    const socket = openSocket(preview.url);
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 101 /);
    socket.write('there and back');
    expect(String((await once(socket, 'data'))[0])).toBe('there and back');
    expect(service.arrived.at(-1)).toMatchObject({ url: '/ws', headers: { authorization: 'Bearer secret' } });
    socket.destroy();
  });
});

function openSocket(origin: string): Socket {
  const { host, port } = new URL(preview.url);
  const handshake = [
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAA',
  ];
  const lines = [`GET ${PROXY}/ws HTTP/1.1`, `Host: ${host}`, `Origin: ${origin}`, ...handshake];
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  return socket;
}

describe('who may ask', () => {
  it.each([
    ['a page whose host name resolves to this machine', '/', { host: 'evil.example' }, 'GET'],
    ['another page for data', `${PROXY}/analytics/x`, { 'sec-fetch-site': 'cross-site' }, 'GET'],
    ['another page for a change', `${PROXY}/vitals`, { origin: 'https://evil.example' }, 'POST'],
    ['nobody for a change', '/api/plugins/chatwatch-app/settings', {}, 'POST'],
  ])('refuses %s', async (_, path, headers, method) => {
    const before = service.arrived.length;
    expect((await send(path, headers, method)).status).toBe(403);
    expect(service.arrived).toHaveLength(before);
  });

  it('hands its own page what it posts', async () => {
    expect((await send(`${PROXY}/vitals`, ownPage(), 'POST')).status).toBe(200);
    expect(service.arrived.at(-1)).toMatchObject({ method: 'POST', url: '/api/vitals' });
  });
});

it('shows settings without their secrets, and takes changes', async () => {
  const path = '/api/plugins/chatwatch-app/settings';
  const before = JSON.parse((await send(path)).body) as object;
  expect(before).toMatchObject({ jsonData: { apiUrl: service.url }, secureJsonFields: { apiToken: true } });
  expect(JSON.stringify(before)).not.toContain('secret');
  const body = JSON.stringify({ jsonData: { apiUrl: service.url, liveMode: 'direct' } });
  const changed = await fetch(`${preview.url}${path}`, { method: 'POST', body, headers: ownPage() });
  expect(changed.status).toBe(200);
  expect(JSON.parse((await send(path)).body)).toMatchObject({ jsonData: { liveMode: 'direct' } });
});

it('sends pictures and fonts, and nothing from outside their folders', async () => {
  expect((await send('/public/plugins/chatwatch-app/img/logo.svg')).headers['content-type']).toBe('image/svg+xml');
  expect((await send('/public/fonts/inter/Inter-Regular.woff2')).status).toBe(200);
  expect((await send('/public/build/img/..%2f..%2f..%2fpackage.json')).status).toBe(404);
  expect((await send('/public/build/img/%')).status).toBe(404);
});
