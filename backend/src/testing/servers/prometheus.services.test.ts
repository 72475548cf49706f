import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startAlertmanager } from './alertmanager.js';
import { startPrometheus } from './prometheus.js';

const prometheus = findProgram('prometheus');
const alertmanager = findProgram('alertmanager');
const stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const RULES = `
groups:
  - name: always
    interval: 1s
    rules: [{ alert: AlwaysOn, expr: vector(1), annotations: { summary: On } }]
`;

const prometheusConfig = (alertmanagerPort: number): string => `
rule_files: [rules.yml]
alerting:
  alertmanagers: [{ static_configs: [{ targets: ['127.0.0.1:${alertmanagerPort}'] }] }]
`;

const alertmanagerConfig = (webhookPort: number): string => `
route: { receiver: test, group_wait: 0s }
receivers:
  - name: test
    webhook_configs: [{ url: 'http://127.0.0.1:${webhookPort}/' }]
`;

(prometheus === undefined || alertmanager === undefined ? describe.skip : describe)('servers of a test', () => {
  it('take an alert from a rule in Prometheus through Alertmanager to a webhook', async () => {
    const webhook = createServer().listen(0, '127.0.0.1');
    await once(webhook, 'listening');
    stops.push(() => once(webhook.close(), 'close'));
    const address = webhook.address();
    if (address === null || typeof address === 'string') throw new Error('no port was given');
    const arrived = once(webhook, 'request');
    const manager = await startAlertmanager(alertmanager ?? '', alertmanagerConfig(address.port));
    stops.push(() => manager.stop());
    const server = await startPrometheus(prometheus ?? '', {
      config: prometheusConfig(manager.port),
      files: { 'rules.yml': RULES },
    });
    stops.push(() => server.stop());
    const [request, response] = (await arrived) as [AsyncIterable<Buffer>, { end(): void }];
    let body = '';
    for await (const chunk of request) body += String(chunk);
    response.end();
    expect(JSON.parse(body)).toMatchObject({ status: 'firing', commonLabels: { alertname: 'AlwaysOn' } });
  }, 60_000);

  it('answer with data, and with their own words where they refuse', async () => {
    const server = await startPrometheus(prometheus ?? '', { config: '' });
    stops.push(() => server.stop());
    expect(await server.ask('query', { query: '1 + 1' })).toMatchObject({
      data: { resultType: 'scalar', result: [expect.any(Number), '2'] },
      warnings: [],
    });
    await expect(server.ask('query', { query: '1 +' })).rejects.toThrow(/parse error/);
    await expect(server.configure('nonsense: true')).rejects.toThrow(/nonsense/);
  }, 60_000);

  it('say why they do not start', async () => {
    await expect(startPrometheus(prometheus ?? '', { config: 'nonsense: true' })).rejects.toThrow(/nonsense/);
    await expect(startAlertmanager(alertmanager ?? '', 'nonsense: true')).rejects.toThrow(/nonsense/);
  }, 60_000);
});
