import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SpawnedService, spawnService } from '../testing/spawn-service.js';
import { httpCases } from './http-cases.js';
import { answerTo, statusesIn } from './raw-connection.js';
import { isSoak } from './soak.js';

let directory: string;
let service: SpawnedService;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-hostile-'));
  service = await spawnService({ DATA_DIR: directory, METRICS_PUBLIC: 'on' });
});
afterAll(() => rm(directory, { recursive: true }));

describe('a request with', () => {
  it.each(httpCases)(
    '$what is answered by $statuses, and nothing is smuggled in with it',
    async ({ bytes, statuses, isCut = false }) => {
      const answer = await answerTo(service.url, bytes, { isCut });
      expect(statusesIn(answer)).toEqual(statuses);
    },
  );
});

// Node takes ten seconds for the headers before it gives up.
(isSoak ? describe : describe.skip)('headers that never end', () => {
  it('are given up with 408', async () => {
    const answer = await answerTo(service.url, 'GET /livez HTTP/1.1\r\nHost: a\r\nX-Slow: ');
    expect(statusesIn(answer)).toEqual([408]);
  });
});

describe('the service, after all that', () => {
  it('has failed nobody, and ends in good order', async () => {
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(/^http_requests_total\{.*status_code="400"/m);
    expect(metrics).not.toMatch(/^http_requests_total\{.*status_code="5/m);
    expect(await service.end('SIGINT')).toBe(0);
  });
});
