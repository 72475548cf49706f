import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runGenerator } from './generated-files.js';
import { readmeTable } from './readme-table.js';
import { fileOf, objectiveOf } from './testing/objective-factory.js';

const readme = '# Title\n\n<!-- objectives:start -->\n\nold\n\n<!-- objectives:end -->\n\nRest.\n';

describe('the generator', () => {
  let root: string;
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const write = (path: string, text: string) => {
    writeFileSync(join(root, path), text);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'objectives-'));
    mkdirSync(join(root, 'objectives'));
    write('objectives/objectives.yaml', fileOf({}));
    write('README.md', readme);
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('writes the schema and the table, and touches nothing else in the README', () => {
    expect(runGenerator([], root)).toEqual({
      exitCode: 0,
      lines: [
        'wrote objectives/objectives.schema.json',
        'wrote README.md',
        'wrote provisioning/prometheus/rules/recording.yml',
        'wrote provisioning/prometheus/rules/alerts.yml',
        'wrote provisioning/grafana/alerting/objectives.yml',
      ],
    });
    expect(JSON.parse(read('objectives/objectives.schema.json'))).toMatchObject({ required: ['objectives'] });
    expect(read('README.md')).toBe(readme.replace('old', readmeTable([objectiveOf()])));
  });

  it('has nothing to do or to complain about the second time', () => {
    runGenerator([], root);
    expect(runGenerator([], root)).toEqual({ exitCode: 0, lines: [] });
    expect(runGenerator(['--check'], root)).toEqual({ exitCode: 0, lines: [] });
  });

  it('names each file that differs and leaves it alone when it checks', () => {
    runGenerator([], root);
    write('objectives/objectives.yaml', fileOf({ promise: 'Another one.' }));
    const before = read('README.md');
    const { exitCode, lines } = runGenerator(['--check'], root);
    expect(exitCode).toBe(1);
    expect(lines.filter((line) => !line.startsWith(' '))).toEqual(
      [
        'README.md',
        'provisioning/prometheus/rules/recording.yml',
        'provisioning/prometheus/rules/alerts.yml',
        'provisioning/grafana/alerting/objectives.yml',
      ].map((path) => `${path} differs from what the objectives say: run npm run generate`),
    );
    expect(read('README.md')).toBe(before);
  });

  it('shows what was edited by hand', () => {
    runGenerator([], root);
    const path = 'provisioning/prometheus/rules/alerts.yml';
    write(path, read(path).replace('> 13.44', '> 99'));
    const burn = 'objective:burn_rate:ratio{objective="response-time",window="1h"}';
    const line =
      read(path)
        .split('\n')
        .findIndex((text) => text.includes('> 99')) + 1;
    expect(runGenerator(['--check'], root).lines).toEqual([
      `${path} differs from what the objectives say: run npm run generate`,
      `  from line ${line} on:`,
      `  -           ${burn} > 99`,
      `  +           ${burn} > 13.44`,
    ]);
    rmSync(join(root, path));
    expect(runGenerator(['--check'], root).lines[1]).toBe('  it is missing');
  });

  it('carries two changed objectives into everything', () => {
    const own = readFileSync(new URL('../objectives.yaml', import.meta.url), 'utf8');
    write('objectives/objectives.yaml', own);
    runGenerator([], root);
    const changed = own
      .replace(
        'bound: 0.2\n      minimumEvents: 100\n    target: { atLeast: 0.95 }',
        'bound: 0.3\n      minimumEvents: 100\n    target: { atLeast: 0.9 }',
      )
      .replace('target: { atMost: 0.05 }', 'target: { atMost: 0.07 }');
    write('objectives/objectives.yaml', changed);
    expect(runGenerator([], root).lines).toEqual([
      'wrote README.md',
      'wrote provisioning/prometheus/rules/recording.yml',
      'wrote provisioning/prometheus/rules/alerts.yml',
      'wrote provisioning/grafana/alerting/objectives.yml',
    ]);
    expect(read('README.md')).toContain('≥ 90 % within 300 ms');
    expect(read('README.md')).toContain('≤ 70 ms');
    const recording = read('provisioning/prometheus/rules/recording.yml');
    expect(recording).toContain(
      'http_request_duration_seconds_bucket{route!~"/livez|/readyz|/metrics",route!~"/api/files.*|/analytics/performance/real-time",le="0.3"}',
    );
    expect(recording).not.toContain('le="0.2"');
    expect(recording).toContain('objective:error:ratio{objective="api-response-time",window="1h"} / 0.1');
    expect(recording).toContain('<= bool 0.07');
    const alerts = read('provisioning/prometheus/rules/alerts.yml');
    // 13.44 times a tenth is more than everything, so that pair cannot fire any more.
    expect(alerts).toContain('# Left out: 1h & 5m. It asks for 13.44 times the budget, and if all events were bad');
    expect(alerts).not.toContain('ApiResponseTimeBudgetBurn1h');
    expect(alerts).toContain('the limit is 70 ms.');
  });

  it.each([
    ['has no markers', '# Title\n'],
    ['has only the first', '<!-- objectives:start -->\n'],
    ['has them the wrong way round', '<!-- objectives:end -->\n<!-- objectives:start -->\n'],
  ])('says what is missing and writes nothing when the README %s', (_, text) => {
    write('README.md', text);
    expect(runGenerator([], root)).toEqual({
      exitCode: 1,
      lines: ['README.md needs <!-- objectives:start --> and, below it, <!-- objectives:end -->'],
    });
    expect(() => read('objectives/objectives.schema.json')).toThrow('ENOENT');
  });

  it('says so when there is no README', () => {
    rmSync(join(root, 'README.md'));
    expect(runGenerator([], root)).toEqual({ exitCode: 1, lines: [`README.md is missing in ${root}`] });
  });

  it('reports a bad objectives file instead of generating from it', () => {
    write('objectives/objectives.yaml', 'objectives: 3');
    expect(runGenerator(['--check'], root).lines[0]).toContain('objectives.yaml:1:13 objectives: Invalid input');
  });

  it('writes nothing when a scrape lacks what the objectives read', () => {
    write('scrape.txt', 'responses_total 0\n');
    expect(runGenerator([`--scrape=${join(root, 'scrape.txt')}`], root)).toEqual({
      exitCode: 1,
      lines: [expect.stringMatching(/^response-time: indicator\.metric: no metric is called response_seconds\. /)],
    });
    expect(() => read('objectives/objectives.schema.json')).toThrow('ENOENT');
    expect(runGenerator(['--scrape=/none'], root).lines).toEqual(['/none cannot be read']);
  });

  it('refuses an argument it does not know', () => {
    expect(runGenerator(['--chekc'], root).exitCode).toBe(2);
  });
});
