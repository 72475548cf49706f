import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture } from './lib/command.mjs';
import { startEmbeddedService } from './lib/embedded-service.mjs';
import { inRoot } from './lib/project.mjs';
import { startServices } from './services/running/start.mjs';
import { stopServices } from './services/running/stop.mjs';
import { startDroppingRelay } from './testing/dropping-relay.mjs';

const token = 'service-token-of-a-load-test';
/** What a run of a few seconds has no business with: accounts of others, and files of the page of documentation. */
const notCalled = ['disableUser', 'enableUser', 'getReferenceFile'];

/** @type {string} */
let folder;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chatwatch-k6-test-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

/**
 * A smoke run as short as it can be. Tests run beside others, so its times are not judged unless they are asked for.
 * @param {Record<string, string>} env
 */
async function smoke(env) {
  const summary = join(folder, `${env['RUN_ID']}.json`);
  const { code, output } = await capture(process.execPath, [inRoot('scripts/k6.mjs'), 'smoke'], {
    env: { ...process.env, RAMP: '6s', DURATION: '4s', GRACE: '1s', TIMING: 'report', ...env, SUMMARY_FILE: summary },
    timeoutMs: 120_000,
  });
  return { code, output, report: JSON.parse(readFileSync(summary, 'utf8')) };
}

/**
 * What a Prometheus answers to a query: the values of a label.
 * @param {string} url
 * @param {string} query
 * @param {string} label
 */
async function labelsOf(url, query, label) {
  const response = await fetch(`${url}/api/v1/series?match[]=${encodeURIComponent(query)}`);
  const { data } = /** @type {{ data: Record<string, string>[] }} */ (await response.json());
  return [...new Set(data.map((series) => series[label]))].sort();
}

describe('a smoke run against a service that keeps its promises', () => {
  /** @type {Awaited<ReturnType<typeof smoke>>} */
  let run;
  /** @type {string} */
  let prometheus;
  /** @type {string[]} */
  let operations;

  beforeAll(async () => {
    const running = await startServices(join(folder, 'services'), ['prometheus']);
    prometheus = running['prometheus']?.url ?? '';
    const service = await startEmbeddedService(mkdtempSync(join(folder, 'data-')), { SERVICE_TOKEN: token });
    try {
      /** @type {{ paths: Record<string, Record<string, { operationId: string }>> }} */
      const document = JSON.parse(await (await fetch(`${service.url}/openapi.json`)).text());
      operations = Object.values(document.paths)
        .flatMap((path) => Object.values(path))
        .map(({ operationId }) => operationId);
      const write = { K6_PROMETHEUS_RW_SERVER_URL: `${prometheus}/api/v1/write`, K6_PROMETHEUS_RW_PUSH_INTERVAL: '1s' };
      run = await smoke({ BASE_URL: service.url, SERVICE_TOKEN: token, RUN_ID: 'healthy', ...write });
    } finally {
      await service.stop();
    }
  }, 180_000);

  afterAll(() => stopServices(join(folder, 'services'), ['prometheus']), 60_000);

  test('passes, and says so by promise', () => {
    expect(run).toMatchObject({ code: 0, report: { hasPassed: true, failedChecks: [] } });
    expect(run.output).toMatch(/✓ +Delivery success +100 % kept it +target ≤ 0.1 % +of \d+ +delivery-success/);
  });

  test('leaves what it measured, of what and where', () => {
    const { report } = run;
    expect(report).toMatchObject({ id: 'healthy', scenario: 'smoke', people: 5, isEmbedded: false });
    expect(report.machine).toMatchObject({ node: process.version, k6: expect.stringMatching(/^v\d/) });
    expect(report.metrics).toMatchObject({ chat_delivery_duration: { unit: 'milliseconds' } });
    expect(report.promises.map((/** @type {{ events: number }} */ { events }) => events)).not.toContain(0);
  });

  test('calls every operation of the API', async () => {
    const called = await labelsOf(prometheus, 'k6_http_reqs_total', 'name');
    expect([...called, ...notCalled].sort()).toEqual(expect.arrayContaining(operations.toSorted()));
  });

  test('writes the series that its README names to Prometheus, and no ids', async () => {
    const names = await labelsOf(prometheus, '{testid="healthy"}', '__name__');
    const readme = readFileSync(inRoot('k6/README.md'), 'utf8');
    const named = [...new Set(readme.match(/\bk6_[a-z0-9_]+\b/g))].filter(
      (name) => name !== 'k6_dropped_iterations_total',
    );
    expect(names).toEqual(expect.arrayContaining(named));
    const series = await labelsOf(prometheus, 'k6_promise_kept_rate{testid="healthy",scenario="smoke"}', 'objective');
    expect(series).toEqual(expect.arrayContaining(['api-response-time', 'delivery-success', 'message-delivery-time']));
    expect(await labelsOf(prometheus, '{testid="healthy",url!=""}', 'url')).toEqual([]);
  });
});

test('a smoke run against a service with defects fails, and names the promises that they break', async () => {
  const defects = 'failing-sends,slow-history';
  const { code, output, report } = await smoke({ RUN_ID: 'broken', TIMING: 'judge', CHATWATCH_DEFECTS: defects });
  expect(code).toBe(99);
  const missed = report.promises.filter((/** @type {{ state: string }} */ { state }) => state === 'missed');
  const objectives = missed.map((/** @type {{ objective: string }} */ { objective }) => objective);
  expect(objectives).toEqual(expect.arrayContaining(['error-rate', 'api-response-time', 'delivery-success']));
  expect(output).toMatch(/Promises not kept: .*error-rate/);
  expect(output).toContain('promise_kept{objective:error-rate}');
}, 150_000);

test('a smoke run fails for deliveries that never came, though every request was answered', async () => {
  const service = await startEmbeddedService(mkdtempSync(join(folder, 'data-')), { SERVICE_TOKEN: token });
  const relay = await startDroppingRelay(service.url, 10);
  try {
    const { code, report } = await smoke({ RUN_ID: 'dropped', BASE_URL: relay.url });
    expect(code).toBe(99);
    const missing = report.metrics.chat_deliveries_missing.values.count;
    expect(missing).toBeGreaterThan(0);
    expect(missing).toBeLessThanOrEqual(relay.dropped());
    const states = Object.fromEntries(
      report.promises.map((/** @type {{ objective: string, state: string }} */ one) => [one.objective, one.state]),
    );
    expect(states).toMatchObject({ 'delivery-success': 'missed', 'error-rate': expect.not.stringMatching('missed') });
  } finally {
    relay.close();
    await service.stop();
  }
}, 150_000);

test('a scenario that there is none of is refused with the names of those that there are', async () => {
  const { code, output } = await capture(process.execPath, [inRoot('scripts/k6.mjs'), 'soak']);
  expect(code).toBe(2);
  expect(output).toContain('There is no scenario soak.');
  expect(output).toContain('Scenarios: smoke, chat.');
});
