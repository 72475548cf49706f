import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Scraper, valueOf } from './scraper.js';

let server: Server;
let answer = { status: 200, body: '' };

beforeEach(async () => {
  server = createServer((_request, response) => {
    response.writeHead(answer.status).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function scraper(): Scraper {
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return new Scraper(`http://127.0.0.1:${port}`);
}

describe('Scraper', () => {
  it('reads the samples and says that the service is up', async () => {
    answer = { status: 200, body: 'chat_metrics_series 419\n' };
    const samples = await scraper().scrape();
    expect(valueOf(samples, 'chat_metrics_series')).toBe(419);
    expect(samples.get('up')).toEqual([{ labels: { job: 'chatwatch' }, value: 1 }]);
  });

  it.each([
    ['an error', { status: 503, body: 'draining' }],
    ['something else than metrics', { status: 200, body: '<html>' }],
  ])('says that the service is down on %s, and keeps the samples before', async (_name, bad) => {
    const own = scraper();
    answer = { status: 200, body: 'requests_total 7\n' };
    await own.scrape();
    answer = bad;
    const samples = await own.scrape();
    expect(valueOf(samples, 'up')).toBe(0);
    expect(valueOf(samples, 'requests_total')).toBe(7);
  });

  it('says that the service is down when nobody listens', async () => {
    const own = scraper();
    server.close();
    await once(server, 'close');
    expect([...(await own.scrape()).keys()]).toEqual(['up']);
  });
});

describe('valueOf', () => {
  it('is null for a metric that is not there', () => {
    expect(valueOf(new Map(), 'up')).toBeNull();
  });
});
