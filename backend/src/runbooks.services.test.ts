import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { readRunbooks } from './testing/runbooks.js';
import { type PrometheusServer, startPrometheus } from './testing/servers/prometheus.js';

const program = findProgram('prometheus');
const describeWithPrometheus = program === undefined ? describe.skip : describe;

const alertFile = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          data: z.array(z.object({ refId: z.string(), model: z.looseObject({ expr: z.string().optional() }) })),
        }),
      ),
    }),
  ),
});

/** The queries of the alert rules that Grafana is given. */
const grafanaQueries = async (): Promise<{ refId: string; expr: string }[]> => {
  const file = new URL('../../provisioning/grafana/alerting/objectives.yml', import.meta.url);
  const { groups } = alertFile.parse(parse(await readFile(file, 'utf8')));
  const steps = groups.flatMap(({ rules }) => rules.flatMap(({ data }) => data));
  return steps.flatMap(({ refId, model: { expr } }) => (expr === undefined ? [] : [{ refId, expr }]));
};

const answer = z.object({ result: z.array(z.unknown()) });

describeWithPrometheus('a Prometheus that knows nothing yet', () => {
  let prometheus: PrometheusServer;

  beforeAll(async () => {
    prometheus = await startPrometheus(program ?? '', { config: 'global: {}\n' });
  });

  afterAll(() => prometheus.stop());

  it('understands every query of the runbooks', async () => {
    const queries = (await readRunbooks()).flatMap((page) => page.queries);
    for (const query of queries) await expect(prometheus.ask('query', { query })).resolves.toBeDefined();
  });

  it('understands every question of Grafana’s alerts', async () => {
    const questions = (await grafanaQueries()).filter(({ refId }) => refId === 'query');
    for (const { expr } of questions) await expect(prometheus.ask('query', { query: expr })).resolves.toBeDefined();
  });

  it('has an answer to every query about a number in the text of an alert', async () => {
    const others = (await grafanaQueries()).filter(({ refId }) => refId !== 'query');
    for (const { expr } of others) {
      const { data } = await prometheus.ask('query', { query: expr });
      expect(answer.parse(data).result).toHaveLength(1);
    }
  });
});
