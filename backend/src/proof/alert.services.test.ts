import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { RestClient } from '@chatwatch/client';
import { loadObjectives, RECORDED } from '@chatwatch/objectives';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { type AlertmanagerServer, startAlertmanager } from '../testing/servers/alertmanager.js';
import { type PrometheusServer, startPrometheus } from '../testing/servers/prometheus.js';
import { type SpawnedService, spawnService } from '../testing/spawn-service.js';
import { AlertInbox, type Notice } from './alert-inbox.js';
import { alertmanagerConfig, prometheusConfig, TOKEN_FILE } from './provisioned.js';
import { answered } from './queries/answer.js';
import { ruleFile } from './watched-service.js';

const prometheusProgram = findProgram('prometheus');
const alertmanagerProgram = findProgram('alertmanager');
const isHere = prometheusProgram !== undefined && alertmanagerProgram !== undefined;

/** An hour takes 24 s, and five minutes are still four scrapes long. */
const SCALE = 150;
const SCRAPE_SECONDS = 0.5;
const SERVICE_TOKEN = 'service-token';
const GRAFANA = 'https://grafana.example';
const LINKS = { grafana: GRAFANA, runbooks: 'https://runbooks.example/{runbook}' };

/** Most of what is asked for is history, so that it decides how long a response takes. */
const READERS = { count: 8, betweenMs: 25 };
const WRITERS = { count: 2, betweenMs: 400 };
/** Ten times what it takes here. */
const TOLD_MS = 60_000;

/** Objectives that the defects break, with the alert that is to come first. */
const BROKEN = [
  ['api-response-time', 'ApiResponseTimeBudgetBurn1h'],
  ['error-rate', 'ErrorRateBudgetBurn1h'],
] as const;

const objectives = loadObjectives();

const rules = ruleFile(objectives, {
  scale: SCALE,
  scrapeIntervalSeconds: SCRAPE_SECONDS,
  evaluationIntervalSeconds: SCRAPE_SECONDS,
  links: LINKS,
});

let directory: string;
let inbox: AlertInbox;
let service: SpawnedService;
let alertmanager: AlertmanagerServer;
let prometheus: PrometheusServer;
const leaving = new AbortController();

/** The service on the same data and port at each call. */
const startService = (env: Record<string, string>): Promise<SpawnedService> =>
  spawnService({ DATA_DIR: directory, SERVICE_TOKEN, LOG_LEVEL: 'info', ...env });

/** People who read and write a little, over restarts, until the test ends. */
const keepChatting = async (url: string): Promise<void> => {
  const account = { name: 'Ann', email: 'ann@chat.example', password: 'a password' };
  const { token } = await new RestClient({ baseUrl: url }).register(account);
  const rest = new RestClient({ baseUrl: url, token });
  const { id } = await rest.createChannel({ name: 'lobby', type: 'public' });
  const again = async (betweenMs: number, request: () => Promise<unknown>): Promise<void> => {
    while (!leaving.signal.aborted) {
      // Some fail on purpose, and some while the service is started again.
      await request().catch(() => undefined);
      await pause(betweenMs);
    }
  };
  const all = ({ count, betweenMs }: typeof READERS, request: () => Promise<unknown>): Promise<void>[] =>
    Array.from({ length: count }, () => again(betweenMs, request));
  const send = () => rest.sendMessage(id, { content: 'hello' });
  await Promise.all([...all(READERS, () => rest.history(id)), ...all(WRITERS, send)]);
};

/** All alerts that are to come, in this state. @throws {Error} with what Prometheus knows, where they do not come */
const told = async (status: Notice['status']): Promise<Notice[]> => {
  const signal = AbortSignal.timeout(TOLD_MS);
  const isOf = (alert: string) => (notice: Notice) => notice.labels.alertname === alert && notice.status === status;
  try {
    return await Promise.all(BROKEN.map(([, alert]) => inbox.when(isOf(alert), signal)));
  } catch (error) {
    const burning = await prometheus.ask('query', { query: `{__name__=~"${RECORDED.burnRate}|ALERTS"}` });
    throw new Error(`not all were ${status}: ${JSON.stringify(burning.data)}`, { cause: error });
  }
};

(isHere ? describe : describe.skip)('an alert', () => {
  let chatting: Promise<void>;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-alert-'));
    inbox = await AlertInbox.open();
    service = await startService({ CHATWATCH_DEFECTS: 'slow-history,failing-sends' });
    alertmanager = await startAlertmanager(alertmanagerProgram ?? '', await alertmanagerConfig(inbox.url));
    const config = await prometheusConfig({
      targets: [new URL(service.url).host],
      alertmanagerPort: alertmanager.port,
      scrapeSeconds: SCRAPE_SECONDS,
    });
    const files = { [TOKEN_FILE]: SERVICE_TOKEN, 'rules/objectives.yml': rules };
    prometheus = await startPrometheus(prometheusProgram ?? '', { config, files });
    chatting = keepChatting(service.url);
  }, 60_000);

  afterAll(async () => {
    leaving.abort();
    await chatting;
    await service.end('SIGINT');
    await prometheus.stop();
    await alertmanager.stop();
    await inbox.close();
    await rm(directory, { recursive: true, force: true });
  }, 60_000);

  it('pages for a promise that a defect breaks, and is resolved once the service runs without it', async () => {
    const startedAt = performance.now();
    const fired = await told('firing');
    const firedAt = performance.now();
    for (const [index, notice] of fired.entries()) expectToTell(notice, BROKEN[index]?.[0] ?? '');
    const { port } = new URL(service.url);
    await service.end('SIGTERM');
    service = await startService({ PORT: port });
    const mendedAt = performance.now();
    const resolved = await told('resolved');
    // A service that is away resolves it too: what counts is that the promises are kept under the same load.
    const kept = `count(${RECORDED.burnRate}{window="5m",objective=~"${BROKEN.map(([id]) => id).join('|')}"} < 1)`;
    await answered(prometheus, `${kept} == ${BROKEN.length}`, AbortSignal.timeout(TOLD_MS));
    expect(resolved.map(({ receiver }) => receiver)).toEqual(['page', 'page']);
    report(firedAt - startedAt, performance.now() - mendedAt);
  }, 150_000);
});

/** The notice tells what is promised, in figures, and where to go on. */
const expectToTell = ({ receiver, labels, annotations }: Notice, id: string): void => {
  const { promise, title, runbook } = objectives.find((one) => one.id === id) ?? {};
  expect(receiver).toBe('page');
  expect(labels).toMatchObject({ objective: id, job: 'chatwatch', severity: 'page', long_window: '1h' });
  expect(annotations.summary).toMatch(new RegExp(`^${title}: .* burns [\\d.]+ times as fast as it may$`));
  expect(annotations.description).toContain(`Promised: ${promise}`);
  expect(Object.values(annotations).join()).not.toMatch(/\{\{|unknown|<error/);
  expect(annotations).toMatchObject({
    dashboard_url: `${GRAFANA}/d/chatwatch-objectives?var-objective=${id}`,
    app_url: `${GRAFANA}/a/chatwatch-app/objectives/${id}`,
    runbook_url: `https://runbooks.example/${runbook}`,
  });
};

const report = (firedMs: number, resolvedMs: number): void => {
  const all = new Set(inbox.notices.filter(({ status }) => status === 'firing').map(({ labels }) => labels.alertname));
  process.stdout.write(
    `Alerts, with hours of ${3600 / SCALE} s: ` +
      `told ${(firedMs / 1000).toFixed(1)} s after the load began and resolved ` +
      `${(resolvedMs / 1000).toFixed(1)} s after the service ran without defects; told of ${[...all].join(', ')}\n`,
  );
};
