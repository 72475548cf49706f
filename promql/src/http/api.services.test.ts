import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadRuleFile } from '../rules/load-rules.js';
import { RuleEngine } from '../rules/rule-engine.js';
import { Scraper } from '../scrape/scraper.js';
import type { Series } from '../series.js';
import { SeriesStore } from '../store/series-store.js';
import { type ApiAnswer, askApi, startApi } from '../testing/api-client.js';
import { type ExpositionServer, startExpositionServer } from '../testing/exposition-server.js';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { type RealPrometheus, startPrometheus } from '../testing/prometheus.js';

const BEGIN = 1_790_000_000;
const counter = (route: string, perSample: number): Series => ({
  labels: { __name__: 'hits_total', job: 'past', route },
  times: Array.from({ length: 61 }, (_, index) => (BEGIN + index * 10) * 1000),
  values: Array.from({ length: 61 }, (_, index) => index * perSample),
});
const PAST = [counter('/a', 1), counter('/b', 2.5), counter('/c', 1e-7)];

const EXPOSITION = `# HELP jobs_open Jobs that wait,\\nin two lines.
# TYPE jobs_open gauge
jobs_open{queue="mail",job="own"} 7
jobs_open{queue="bulk",job="own"} 1234567.5
# TYPE untold untyped
untold NaN
`;

const ALERT_TEXT = [
  '{{ $value }} {{ $value | humanize }} {{ $value | humanize1024 }} {{ $value | humanizePercentage }}',
  '{{ $value | humanizeDuration }} {{ $labels.queue }} [{{ $labels.absent }}] {{ "{{" }}',
  '{{ printf "%.2f|%g|%.3g|%e|%q|%s|%v|%%" 2.345 1e6 1234.5 0.00012 "a\\"b" "c" 1e21 }}',
  '{{ 999.25 | humanize }} {{ 0.000001 | humanize }} {{ 0.0 | humanizeDuration }} {{ 0.25 | humanizeDuration }}',
  '{{ 90061.5 | humanizeDuration }} {{ -3.7 | humanizeDuration }} {{ 2048.0 | humanize1024 }}',
  '{{ with printf "jobs_open{queue=%q}" $labels.queue | query }}{{ . | first | value }}',
  '{{ . | first | label "exported_job" }}{{ else }}none{{ end }} {{- " trimmed " -}} .',
  '{{ with query "absent_metric" }}some{{ else }}none{{ end }}',
].join('\n');

const RULES = `groups:
  - name: z
    interval: 1s
    rules:
      - { record: 'jobs:open', expr: sum(jobs_open), labels: { kind: all } }
      - { record: 'jobs:copy', expr: jobs_open }
      - { record: 'jobs:bad', expr: jobs_open * on (job) jobs_open }
      - alert: JobsWait
        expr: jobs_open > 5
        labels: { severity: 'of {{ $labels.queue }}' }
        annotations: { text: ${JSON.stringify(ALERT_TEXT)} }
      - { alert: JobsPend, expr: 'jobs_open > 5', for: 1h, keep_firing_for: 5m }
      - { alert: NoJobs, expr: 'jobs_open < 0' }
  - name: a
    interval: 1s
    rules: []
`;

const programs = { prometheus: findProgram('prometheus') ?? '', promtool: findProgram('promtool') ?? '' };
const ifThere = programs.prometheus === '' || programs.promtool === '' ? describe.skip : describe;

ifThere('the API answers as a real Prometheus does', () => {
  let target: ExpositionServer;
  let directory: string;
  let theirs: RealPrometheus;
  let scraper: Scraper;
  let rules: RuleEngine;
  let now = (BEGIN + 600) * 1000;
  let ours: Awaited<ReturnType<typeof startApi>>;

  beforeAll(async () => {
    target = await startExpositionServer();
    target.exposition = EXPOSITION;
    directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-rules-'));
    const file = path.join(directory, 'rules.yml');
    await writeFile(file, RULES);
    const config = `global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: [${file}]
scrape_configs:
  - { job_name: jobs, static_configs: [{ targets: ['${new URL(target.url).host}'] }] }
`;
    theirs = await startPrometheus(programs, PAST, config);

    const store = new SeriesStore();
    for (const { labels, times, values } of PAST) {
      for (let index = 0; index < times.length; index += 1) {
        store.append(labels, times[index] ?? 0, values[index] ?? 0);
      }
    }
    scraper = new Scraper({ store, targets: [{ url: target.url, job: 'jobs', intervalMs: 1000 }], now: () => now });
    rules = new RuleEngine({ store, groups: loadRuleFile(RULES, { file }), now: () => now });
    await step();
    await step();
    ours = await startApi({ store, scraper, rules, now: () => now });
    await until(theirs.origin, 'rules', (text) =>
      ['"firing"', '"pending"', '"lastError"'].every((word) => text.includes(word)),
    );
  });

  const step = async (): Promise<void> => {
    now += 1000;
    await scraper.scrape();
    rules.evaluate();
  };

  afterAll(async () => {
    await Promise.all([theirs.stop(), ours.close(), scraper.close(), target.close()]);
    rmSync(directory, { recursive: true });
  });

  const both = (apiPath: string, init?: RequestInit): Promise<[ApiAnswer, ApiAnswer]> =>
    Promise.all([askApi(ours.origin, `/api/v1/${apiPath}`, init), askApi(theirs.origin, `/api/v1/${apiPath}`, init)]);

  it.each([
    ['query?query=hits_total', BEGIN + 300],
    ['query?query=sum(rate(hits_total[1m]))', BEGIN + 300.5],
    ['query?query=hits_total[25s]', BEGIN + 300],
    ['query?query=hits_total[25s]', new Date((BEGIN + 300) * 1000).toISOString()],
    ['query?query=hits_total', '2026-09-21T16:33:20.25%2B02:00'],
    ['query?query=absent_metric', BEGIN],
    ['query?query=1e-7', BEGIN],
    ['query?query=-1.25e-11', BEGIN],
    ['query?query=12.5e22', BEGIN],
    ['query?query=-0', BEGIN],
    ['query?query=-1/0', BEGIN],
    ['query?query=0/0', BEGIN],
    ['query?query="text"', BEGIN],
    ['query?query=1&query=2', BEGIN],
    ['query?query=1&timeout=30s', BEGIN],
  ])('to %s at %s', async (apiPath, time) => {
    const [our, their] = await both(`${apiPath}&time=${time}`);
    expect(inOrder(our)).toEqual(inOrder(their));
    expect(our.status).toBe(200);
  });

  it.each([
    `query_range?query=hits_total&start=${BEGIN}&end=${BEGIN + 60}&step=15`,
    `query_range?query=sum(hits_total)&start=${BEGIN + 0.25}&end=${BEGIN + 2}&step=0.125`,
    `query_range?query=1&start=${BEGIN}&end=${BEGIN + 120}&step=1m`,
    `query_range?query=hits_total>100&start=${BEGIN}&end=${BEGIN + 600}&step=1m30s`,
    `series?match[]=hits_total&match[]={route=~"/[ab]"}`,
    `series?match[]=hits_total&start=${BEGIN - 100}&end=${BEGIN - 50}`,
    `series?match[]=hits_total{route!="/a"}&start=${BEGIN}&end=${BEGIN}`,
    'labels?match[]=hits_total',
    'label/route/values?match[]=hits_total',
    'label/route/values?match[]=hits_total{route!~"/b|/c"}',
    'label/__name__/values?match[]={job="past"}',
    'label/absent/values',
    'query_exemplars?query=hits_total',
    'series?match[]=jobs_open',
    'series?match[]=jobs:open&match[]=jobs:copy&match[]=up{job="jobs"}',
    'series?match[]={alertname!=""}',
    'metadata?metric=jobs_open',
    'metadata?metric=untold',
    'metadata?metric=absent_metric',
    'metadata?limit=0',
    'targets?state=dropped',
  ])('to %s', async (apiPath) => {
    const [our, their] = await both(apiPath);
    expect(inOrder(our)).toEqual(inOrder(their));
    expect(our.status).toBe(200);
  });

  it.each([
    ['query', `query=sum(hits_total)&time=${BEGIN + 100}`],
    ['query_range', `query=sum(hits_total)&start=${BEGIN}&end=${BEGIN + 60}&step=15`],
    ['series', 'match[]=hits_total'],
    ['labels', 'match[]=hits_total'],
    [`query?query=1&time=${BEGIN}`, 'query=2'],
    ['rules', ''],
    ['label/job/values', ''],
  ])('to a form for %s of %j', async (apiPath, body) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const [our, their] = await both(apiPath, { method: 'POST', headers, body });
    expect(inOrder(our)).toEqual(inOrder(their));
  });

  it.each([
    'query',
    'query?query=',
    'query?query=sum(up',
    'query?query=up%20up',
    'query?query=rate(up)',
    'query?query=up[5m]%2B1',
    'query?query=foo(up)',
    'query?query=up{a=~"("}',
    'query?query={}',
    'query?query=1&time=noon',
    'query?query=1&time=2026-09-21',
    'query?query=1&timeout=soon',
    'query?query=1&timeout=0',
    `query?query=hits_total%2Bon(job)hits_total&time=${BEGIN}`,
    'query_range?query=up',
    'query_range?query=up&start=0&end=1',
    'query_range?query=up&start=1&end=0&step=1',
    'query_range?query=up&start=0&end=1&step=0',
    'query_range?query=up&start=0&end=1&step=-5s',
    'query_range?query=up&start=0&end=11001&step=1',
    'query_range?query=up[5m]&start=0&end=1&step=1',
    'query_range?query="x"&start=0&end=1&step=1',
    'query_exemplars?query=up(',
    'query_exemplars?query=up&start=1&end=0',
    'series',
    'series?match[]={}',
    'series?match[]=sum(up)',
    'series?match[]=up[5m]',
    'series?match[]=up%20offset%205m',
    'series?match[]=up&start=x',
    'labels?end=x',
    'labels?match[]=(',
    'label/0x/values',
    'label/job/values?match[]={}',
    'rules?type=all',
    'metadata?limit=few',
    'absent',
    'query/more',
  ])('refusing %s', async (apiPath) => {
    const [our, their] = await both(apiPath);
    expect(shapeOf(our)).toEqual(shapeOf(their));
    expect(our.status).toBeGreaterThanOrEqual(400);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('to %s', async (method) => {
    const [our, their] = await both('query', { method });
    expect(our.status).toBe(their.status);
  });

  it('of rules and alerts, with their states, texts and errors', async () => {
    for (const apiPath of ['rules', 'rules?type=alert', 'rules?type=record', 'alerts']) {
      const [our, their] = await both(apiPath);
      expect(withoutMoments(our.body)).toEqual(withoutMoments(their.body));
    }
    const query = `ALERTS{alertname="JobsWait"}`;
    const [our, their] = await both(`query?query=${query}`);
    expect(withoutMoments(our.body)).toEqual(withoutMoments(their.body));
    expect(JSON.stringify(our.body)).toContain('firing');
  });

  it('when a series vanishes, and when its target is down', async () => {
    const isGone = (alert: string) => (text: string) => !text.includes(alert);
    const compare = async (): Promise<void> => {
      for (const query of ['jobs_open', 'jobs:copy', 'jobs:open', 'up{job="jobs"}', 'ALERTS', 'ALERTS_FOR_STATE']) {
        const [our, their] = await both(`query?query=${query}`);
        expect({ query, body: withoutMoments(our.body) }).toEqual({ query, body: withoutMoments(their.body) });
      }
      const [our, their] = await both('alerts');
      expect(withoutMoments(our.body)).toEqual(withoutMoments(their.body));
    };
    target.exposition = EXPOSITION.replace(/^.*queue="bulk".*$/m, '');
    await step();
    await until(theirs.origin, 'query?query=ALERTS_FOR_STATE', isGone('bulk'));
    await compare();

    target.exposition = (_, response) => response.writeHead(503).end();
    await step();
    await until(theirs.origin, 'query?query=ALERTS_FOR_STATE', isGone('mail'));
    await compare();
  });

  it('of targets and what it is', async () => {
    const [our, their] = await both('targets');
    expect(shapeOf(our)).toEqual(shapeOf(their));
    const [ourBuild, theirBuild] = await both('status/buildinfo');
    expect(shapeOf(ourBuild)).toEqual(shapeOf(theirBuild));
  });
});

/** Waits until it answers as it should. */
const until = async (origin: string, apiPath: string, isReached: (text: string) => boolean): Promise<void> => {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const { body } = await askApi(origin, `/api/v1/${apiPath}`);
    const text = JSON.stringify(body);
    if (isReached(text)) return;
    if (performance.now() > deadline) throw new Error(`${apiPath} of Prometheus stays at ${text}`);
    await pause(100);
  }
};

/** An answer whose series are in one order: that of a vector is nobody's promise. */
const inOrder = (answer: ApiAnswer): unknown => ({ ...answer, body: walked(answer.body, (value) => value) });

/** An answer whose texts and numbers are only told by their kinds, but for how an error is called. */
const shapeOf = (answer: ApiAnswer): unknown => ({
  ...answer,
  body: walked(answer.body, (value, key) => (['status', 'errorType'].includes(key) ? value : typeof value)),
});

const MOMENTS = ['evaluationTime', 'lastEvaluation', 'activeAt'];

/** A body without what depends on when it was asked, and where the targets were. */
const withoutMoments = (body: unknown): unknown =>
  walked(body, (value, key) => {
    if (MOMENTS.includes(key) || key === 'value.0') return typeof value;
    // When an alert began, to the second.
    if (key === 'value.1' && /^1\d{9}$/.test(String(value))) return 'seconds';
    // Of several series it names one.
    return key === 'lastError' ? String(value).replace(/\{.*/, '') : value;
  });

const walked = (value: unknown, leaf: (value: unknown, key: string) => unknown, key = ''): unknown => {
  if (Array.isArray(value)) {
    const items = value.map((item, index) => walked(item, leaf, `${key}.${index}`));
    const isSeries = items.some((item) => typeof item === 'object' && item !== null && 'metric' in item);
    const isAlerts = key === 'alerts';
    return isSeries || isAlerts ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items;
  }
  if (typeof value !== 'object' || value === null) return leaf(value, key);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, walked(item, leaf, name)]));
};
