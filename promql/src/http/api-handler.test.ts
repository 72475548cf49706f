import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { loadRules } from '../rules/load-rules.js';
import { RuleEngine } from '../rules/rule-engine.js';
import { Scraper } from '../scrape/scraper.js';
import type { Matcher } from '../series.js';
import { SeriesStore } from '../store/series-store.js';
import { type ApiAnswer, askApi, startApi } from '../testing/api-client.js';
import { type ExpositionServer, startExpositionServer } from '../testing/exposition-server.js';

const START = 1_800_000_000_000;
const SECONDS = START / 1000;
let target: ExpositionServer;
let scraper: Scraper;
let api: Awaited<ReturnType<typeof startApi>>;
const reported: unknown[] = [];

class BrokenStore extends SeriesStore {
  override select(matchers: readonly Matcher[], from: number, to: number): ReturnType<SeriesStore['select']> {
    if (matchers.some(({ value }) => value === 'broken')) throw new RangeError('a secret of the inside');
    return super.select(matchers, from, to);
  }
}

beforeAll(async () => {
  target = await startExpositionServer();
  target.exposition =
    '# HELP hits_total Hits.\n# TYPE hits_total counter\nhits_total{route="/b"} 2\nhits_total{route="/a"} 1\n';
  const store = new BrokenStore();
  let now = START;
  const targets = [{ url: target.url, job: 'chat', instance: 'a', intervalMs: 90_000 }];
  scraper = new Scraper({ store, targets, now: () => now });
  const rules = new RuleEngine({
    store,
    groups: loadRules({
      groups: [
        {
          name: 'g',
          interval: '5s',
          rules: [
            { record: 'hits:sum', expr: 'sum(hits_total)', labels: { kind: 'x' } },
            { record: 'hits:copy', expr: 'hits_total * on (job) hits_total' },
            { alert: 'Hit', expr: 'hits_total > 1', for: '5s', annotations: { summary: '{{ $value }}' } },
            { alert: 'Quiet', expr: 'hits_total < 0' },
          ],
        },
      ],
    }),
    now: () => now,
  });
  await scraper.scrape();
  rules.evaluate();
  now += 5000;
  await scraper.scrape();
  rules.evaluate();
  const onError = (error: unknown): void => void reported.push(error);
  api = await startApi({ store, scraper, rules, now: () => now, limits: { maxPoints: 10 }, onError });
});

afterAll(async () => {
  await api.close();
  await scraper.close();
  await target.close();
});

const get = (path: string): Promise<ApiAnswer> => askApi(api.origin, `/api/v1/${path}`);
const dataOf = async (path: string): Promise<unknown> => {
  const answer = await get(path);
  expect(answer).toMatchObject({ status: 200, contentType: 'application/json', body: { status: 'success' } });
  return (answer.body as { data: unknown }).data;
};
const post = (path: string, body: string, type = 'application/x-www-form-urlencoded'): Promise<ApiAnswer> =>
  askApi(api.origin, `/api/v1/${path}`, { method: 'POST', body, headers: { 'content-type': type } });

const A = { __name__: 'hits_total', instance: 'a', job: 'chat', route: '/a' };
const B = { ...A, route: '/b' };

describe('a query', () => {
  it('is answered at a moment, by default now', async () => {
    await expect(dataOf('query?query=hits_total{route="/a"}')).resolves.toEqual({
      resultType: 'vector',
      result: [{ metric: A, value: [SECONDS + 5, '1'] }],
    });
    await expect(dataOf(`query?query=1/0&time=${new Date(START).toISOString()}`)).resolves.toEqual({
      resultType: 'scalar',
      result: [SECONDS, '+Inf'],
    });
    await expect(dataOf(`query?query=hits_total{route="/b"}[10s]&time=${SECONDS + 5.5}`)).resolves.toEqual({
      resultType: 'matrix',
      result: [
        {
          metric: B,
          values: [
            [SECONDS, '2'],
            [SECONDS + 5, '2'],
          ],
        },
      ],
    });
  });

  it('is answered over a span', async () => {
    const span = `start=${SECONDS}&end=${SECONDS + 4}&step=2s`;
    await expect(dataOf(`query_range?query=hits:sum&${span}`)).resolves.toEqual({
      resultType: 'matrix',
      result: [
        {
          metric: { __name__: 'hits:sum', kind: 'x' },
          values: [
            [SECONDS, '3'],
            [SECONDS + 2, '3'],
            [SECONDS + 4, '3'],
          ],
        },
      ],
    });
  });

  it('may come as a form, which counts before the address', async () => {
    const answer = await post('query?query=1', 'query=sum(hits_total)');
    expect(answer.body).toMatchObject({ data: { result: [{ metric: {}, value: [SECONDS + 5, '3'] }] } });
    const elsewhere = await post('query', '{"query":"1"}', 'application/json');
    expect(elsewhere.status).toBe(400);
  });

  it('may not give more points than the limit', async () => {
    const span = (end: number): string => `start=${SECONDS}&end=${SECONDS + end}&step=1`;
    await expect(dataOf(`query_range?query=vector(1)&${span(9)}`)).resolves.toBeDefined();
    await expect(get(`query_range?query=vector(1)&${span(10)}`)).resolves.toMatchObject({
      status: 422,
      body: { status: 'error', errorType: 'execution', error: 'query result of more than 10 points' },
    });
  });
});

it.each([
  ['query', 400, 'bad_data', 'invalid parameter "query": 1:1: parse error: no expression found in input'],
  ['query?query=sum(up', 400, 'bad_data', 'invalid parameter "query": 1:'],
  ['query?query=1&time=noon', 400, 'bad_data', 'invalid parameter "time": cannot parse "noon" to a valid timestamp'],
  ['query?query=1&time=1e300', 400, 'bad_data', 'invalid parameter "time": cannot parse'],
  ['query?query=1&timeout=soon', 400, 'bad_data', 'cannot parse "soon" to a valid duration'],
  ['query?query=1&timeout=0', 503, 'timeout', 'query timed out'],
  ['query?query=hits_total%2Bon()hits_total', 422, 'execution', 'many-to-many matching not allowed'],
  ['query_range?query=1', 400, 'bad_data', 'invalid parameter "start": cannot parse ""'],
  ['query_range?query=1&start=1&end=0&step=1', 400, 'bad_data', 'end timestamp must not be before start time'],
  ['query_range?query=1&start=0&end=1&step=0', 400, 'bad_data', 'zero or negative query resolution step'],
  ['query_range?query=1&start=0&end=11001&step=1', 400, 'bad_data', 'exceeded maximum resolution of 11,000 points'],
  ['query_range?query=up[5m]&start=0&end=1&step=1', 400, 'bad_data', 'invalid expression type "range vector"'],
  ['query_exemplars?query=up&start=1&end=0', 400, 'bad_data', 'end timestamp must not be before start timestamp'],
  ['series', 400, 'bad_data', 'no match[] parameter provided'],
  ['series?match[]={}', 400, 'bad_data', 'invalid parameter "match[]"'],
  ['series?match[]=sum(up)', 400, 'bad_data', 'is not a selector of series'],
  ['series?match[]=up&start=x', 400, 'bad_data', 'invalid parameter "start"'],
  ['label/0x/values', 400, 'bad_data', 'invalid label name: "0x"'],
  ['rules?type=all', 400, 'bad_data', 'invalid parameter "type": not supported value "all"'],
  ['rules?type=constructor', 400, 'bad_data', 'not supported value "constructor"'],
  ['label/%ff/values', 400, 'bad_data', 'invalid label name'],
  ['metadata?limit=few', 400, 'bad_data', 'limit must be a number'],
])('%s is refused with %i %s', async (path, status, errorType, error) => {
  await expect(get(path)).resolves.toEqual({
    status,
    contentType: 'application/json',
    body: { status: 'error', errorType, error: expect.stringContaining(error) },
  });
});

it('a failure of its own is told to its owner, and to the client that it is one', async () => {
  await expect(get('query?query=broken')).resolves.toMatchObject({
    status: 500,
    body: { status: 'error', errorType: 'internal', error: 'internal error' },
  });
  expect(reported).toEqual([expect.objectContaining({ message: 'a secret of the inside' })]);
});

describe('series', () => {
  it('are listed by selectors, in the order of their labels', async () => {
    await expect(dataOf('series?match[]=hits_total&match[]=up&match[]=hits_total{route="/a"}')).resolves.toEqual([
      A,
      B,
      { __name__: 'up', instance: 'a', job: 'chat' },
    ]);
    await expect(dataOf(`series?match[]=up&end=${SECONDS - 1}`)).resolves.toEqual([]);
    await expect(dataOf(`series?match[]=up&start=${SECONDS}&end=${SECONDS}`)).resolves.toHaveLength(1);
  });

  it('have names and values of labels', async () => {
    await expect(dataOf('labels?match[]=hits_total')).resolves.toEqual(['__name__', 'instance', 'job', 'route']);
    await expect(dataOf('labels')).resolves.toContain('alertstate');
    await expect(dataOf('label/route/values')).resolves.toEqual(['/a', '/b']);
    await expect(dataOf('label/__name__/values?match[]={kind="x"}')).resolves.toEqual(['hits:sum']);
    await expect(dataOf('label/absent/values')).resolves.toEqual([]);
    await expect(dataOf('label/constructor/values')).resolves.toEqual([]);
    await expect(dataOf('query_exemplars?query=up')).resolves.toEqual([]);
  });
});

describe('rules', () => {
  const alert = {
    labels: { alertname: 'Hit', instance: 'a', job: 'chat', route: '/b' },
    annotations: { summary: '2' },
    state: 'firing',
    activeAt: new Date(START).toISOString(),
    value: '2e+00',
  };
  const evaluation = {
    evaluationTime: expect.any(Number),
    lastEvaluation: new Date(START + 5000).toISOString(),
  };
  const hit = {
    state: 'firing',
    name: 'Hit',
    query: 'hits_total > 1',
    duration: 5,
    keepFiringFor: 0,
    labels: {},
    annotations: { summary: '{{ $value }}' },
    alerts: [alert],
    health: 'ok',
    ...evaluation,
    type: 'alerting',
  };
  const quiet = {
    ...hit,
    state: 'inactive',
    name: 'Quiet',
    query: 'hits_total < 0',
    duration: 0,
    annotations: {},
    alerts: [],
  };

  it('are told with their states and errors', async () => {
    const copy = { name: 'hits:copy', query: 'hits_total * on (job) hits_total', type: 'recording', ...evaluation };
    const sum = { name: 'hits:sum', query: 'sum(hits_total)', labels: { kind: 'x' }, type: 'recording', ...evaluation };
    const rules = [
      { ...sum, health: 'ok' },
      { ...copy, health: 'err', lastError: expect.stringContaining('many-to-many') },
      hit,
      quiet,
    ];
    await expect(dataOf('rules')).resolves.toEqual({
      groups: [{ name: 'g', file: '', rules, interval: 5, limit: 0, ...evaluation }],
    });
    await expect(dataOf('rules?type=alert')).resolves.toMatchObject({ groups: [{ rules: [hit, quiet] }] });
    await expect(dataOf('alerts')).resolves.toEqual({ alerts: [alert] });
  });
});

it('targets are told with how their last scrape went', async () => {
  await expect(dataOf('targets')).resolves.toEqual({
    activeTargets: [
      {
        discoveredLabels: {
          __address__: new URL(target.url).host,
          __metrics_path__: '/metrics',
          __scheme__: 'http',
          __scrape_interval__: '1m30s',
          __scrape_timeout__: '1m30s',
          job: 'chat',
        },
        labels: { instance: 'a', job: 'chat' },
        scrapePool: 'chat',
        scrapeUrl: target.url,
        globalUrl: target.url,
        lastError: '',
        lastScrape: new Date(START + 5000).toISOString(),
        lastScrapeDuration: expect.any(Number),
        health: 'up',
        scrapeInterval: '1m30s',
        scrapeTimeout: '1m30s',
      },
    ],
    droppedTargets: [],
  });
  await expect(dataOf('targets?state=dropped')).resolves.toEqual({ activeTargets: [], droppedTargets: [] });
});

it('metrics are described as their targets do', async () => {
  const hits = { hits_total: [{ type: 'counter', help: 'Hits.', unit: '' }] };
  await expect(dataOf('metadata')).resolves.toEqual(hits);
  await expect(dataOf('metadata?metric=hits_total&limit=1')).resolves.toEqual(hits);
  await expect(dataOf('metadata?metric=other')).resolves.toEqual({});
  await expect(dataOf('metadata?limit=0')).resolves.toEqual({});
  await expect(dataOf('status/buildinfo')).resolves.toMatchObject({ version: '2.42.0' });
});

describe('the handler', () => {
  it('knows no other addresses and methods', async () => {
    for (const path of ['/', '/api/v1/', '/api/v1/admin/tsdb/delete_series', '/api/v1/query/more', '//', '//x']) {
      await expect(askApi(api.origin, path)).resolves.toMatchObject({ status: 404 });
    }
    for (const [method, path] of [
      ['PUT', 'query'],
      ['DELETE', 'series'],
      ['POST', 'rules'],
    ]) {
      await expect(askApi(api.origin, `/api/v1/${path}`, { method: method ?? '' })).resolves.toMatchObject({
        status: 405,
      });
    }
  });

  it('gives pages of other origins nothing', async () => {
    const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' };
    for (const method of ['GET', 'OPTIONS']) {
      const response = await fetch(`${api.origin}/api/v1/query?query=1`, { method, headers });
      expect(response.headers.has('access-control-allow-origin')).toBe(false);
      await response.body?.cancel();
    }
  });

  it('reads no more of a form than it must', async () => {
    await expect(post('query', `query=1&pad=${'x'.repeat(65_524)}`)).resolves.toMatchObject({ status: 200 });
    const status = await new Promise((resolve, reject) => {
      const upload = request(`${api.origin}/api/v1/query`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      upload.once('response', (response) => {
        resolve(response.statusCode);
        upload.destroy();
      });
      upload.once('error', reject);
      // Never ended.
      upload.write(`query=${'1'.repeat(70_000)}`);
    });
    expect(status).toBe(413);
  });

  it('answers without scraper and rules', async () => {
    const bare = await startApi({ store: new SeriesStore() });
    for (const path of ['rules', 'alerts', 'targets', 'metadata']) {
      await expect(askApi(bare.origin, `/api/v1/${path}`)).resolves.toMatchObject({ status: 200 });
    }
    await bare.close();
  });
});
