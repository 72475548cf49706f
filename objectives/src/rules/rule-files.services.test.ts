import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { loadObjectives } from '../load.js';
import { findProgram } from '../testing/program.js';
import { runPromtool } from '../testing/rules/promtool.js';
import { alertRules } from './alert-rules.js';
import { prometheusYaml } from './prometheus-yaml.js';
import { recordingRules } from './recording-rules.js';
import type { RuleOptions } from './options.js';

const promtool = findProgram('promtool');
const amtool = findProgram('amtool');
const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const examples = readdirSync(new URL('../../examples', import.meta.url));

function checkRules(objectives: ReturnType<typeof loadObjectives>, options?: RuleOptions) {
  const files = {
    'recording.yml': prometheusYaml(recordingRules(objectives, options)),
    'alerts.yml': prometheusYaml(alertRules(objectives, options)),
  };
  return runPromtool(promtool ?? '', files, ['check', 'rules', '--lint-fatal', ...Object.keys(files)]);
}

(promtool === undefined ? describe.skip : describe)('promtool accepts', () => {
  it.each(examples)('the rules of the example %s', async (name) => {
    const objectives = loadObjectives(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)));
    expect(await checkRules(objectives)).toMatchObject({ isOk: true });
  });

  it('rules of windows scaled down', async () => {
    const options = { scale: 300, scrapeIntervalSeconds: 0.25 };
    expect(await checkRules(loadObjectives(), options)).toMatchObject({ isOk: true });
  });

  it('the configuration that is deployed, with its rules', async () => {
    const config = read('provisioning/prometheus/prometheus.yml');
    const files = {
      'prometheus.yml': config.replace('/run/secrets/service_token', 'token').replace('rules/*.yml', 'rules-*.yml'),
      'rules-recording.yml': read('provisioning/prometheus/rules/recording.yml'),
      'rules-alerts.yml': read('provisioning/prometheus/rules/alerts.yml'),
      token: 'secret',
    };
    const { isOk, output } = await runPromtool(promtool ?? '', files, ['check', 'config', 'prometheus.yml']);
    expect(isOk ? 'accepted' : output).toBe('accepted');
    expect(output).toContain('2 rule files found');
  });
});

(amtool === undefined ? describe.skip : describe)('amtool', () => {
  const config = `--config.file=${fileURLToPath(new URL('../../../provisioning/alertmanager/alertmanager.yml', import.meta.url))}`;
  const run = async (...args: string[]) => (await promisify(execFile)(amtool ?? '', args)).stdout;

  it('accepts the configuration of Alertmanager', async () => {
    expect(await run('check-config', config.replace('--config.file=', ''))).toContain('SUCCESS');
  });

  it.each([
    ['page', 'page'],
    ['ticket', 'ticket'],
    ['other', 'nobody'],
  ])('leads an alert of the severity %s to the receiver %s', async (severity, receiver) => {
    const labels = [`severity=${severity}`, 'objective=error-rate', 'job=chatwatch'];
    expect((await run('config', 'routes', 'test', config, ...labels)).trim()).toBe(receiver);
  });
});
