import { once } from 'node:events';
import { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Express } from 'express';
import { WebSocket, WebSocketServer } from 'ws';
import { scrapeUntil, type Service, startService, valueOf } from './testing/service.js';

let service: Service;
let webSocketServer: WebSocketServer;
let adapted: Express;

async function start(closeCodes: readonly number[] = []): Promise<() => void> {
  service = await startService(() => undefined, { prefix: 'shop_', closeCodes });
  webSocketServer = new WebSocketServer({ server: service.server });
  return service.telemetry.trackWebSocketServer(webSocketServer);
}

async function connect(): Promise<WebSocket> {
  const socket = new WebSocket(service.origin.replace('http', 'ws'));
  await once(socket, 'open');
  return socket;
}

afterEach(async () => {
  for (const socket of webSocketServer.clients) socket.terminate();
  webSocketServer.close();
  await service.close();
});

describe('trackWebSocketServer', () => {
  it('counts connections up and down', async () => {
    await start();
    const first = await connect();
    await connect();
    await scrapeUntil(service, 'websocket_connections', (value) => value === 2);
    first.close();
    const text = await scrapeUntil(service, 'websocket_connections', (value) => value === 1);
    expect(valueOf(text, 'shop_websocket_closes_total{code="1005"}')).toBe(1);
  });

  it('knows the close codes of the service and counts the rest as other', async () => {
    await start([4004]);
    for (const code of [4004, 4999, 4998]) (await connect()).close(code);
    const text = await scrapeUntil(service, 'shop_websocket_closes_total{code="other"}', (value) => value === 2);
    expect(valueOf(text, 'shop_websocket_closes_total{code="4004"}')).toBe(1);
  });

  it('does not count the upgrade as a request', async () => {
    await start();
    await connect();
    const text = await service.scrape();
    expect(text.match(/^http_requests_total\{.*$/gm)).toEqual([expect.stringMatching(/route="unmatched".* 0$/)]);
  });

  it('does not count an upgrade that an adapter sends through the application', async () => {
    webSocketServer = new WebSocketServer({ noServer: true });
    service = await startService((app) => {
      app.get('/', (request) => {
        webSocketServer.handleUpgrade(request, request.socket, Buffer.alloc(0), (socket) => {
          webSocketServer.emit('connection', socket, request);
        });
      });
      adapted = app;
    });
    service.telemetry.trackWebSocketServer(webSocketServer);
    service.server.on('upgrade', (request) => {
      adapted(request, new ServerResponse(request));
    });
    await connect();
    const text = await scrapeUntil(service, 'websocket_connections', (value) => value === 1);
    expect(valueOf(text, 'http_requests_in_flight')).toBe(0);
  });

  it('leaves no listener behind when it stops', async () => {
    const stop = await start();
    await connect();
    await scrapeUntil(service, 'websocket_connections', (value) => value === 1);
    const before = [...webSocketServer.clients].map((socket) => socket.listenerCount('close'));
    stop();
    stop();
    expect(webSocketServer.listenerCount('connection')).toBe(0);
    expect([...webSocketServer.clients].map((socket) => socket.listenerCount('close'))).toEqual(
      before.map((count) => count - 1),
    );
  });
});
