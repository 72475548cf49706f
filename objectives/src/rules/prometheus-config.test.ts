import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { loadObjectives } from '../load.js';
import { recordingRules } from './recording-rules.js';

it('Prometheus scrapes and evaluates as often as the rules count on', () => {
  const file = new URL('../../../provisioning/prometheus/prometheus.yml', import.meta.url);
  const { global } = parse(readFileSync(file, 'utf8')) as { global: Record<string, string> };
  const [group] = recordingRules(loadObjectives()).groups;
  expect(global.evaluation_interval).toBe(`${group?.intervalSeconds}s`);
  // Rules are evaluated every two scrapes, unless told otherwise.
  expect(global.scrape_interval).toBe(`${Number(group?.intervalSeconds) / 2}s`);
});
