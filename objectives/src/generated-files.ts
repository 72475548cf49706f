import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { ObjectivesError } from './errors.js';
import { formatJson } from './json.js';
import { loadObjectivesFile } from './load.js';
import { readmeTable } from './readme-table.js';
import { alertRules } from './rules/alert-rules.js';
import { grafanaAlertFile } from './rules/grafana/grafana-alert-file.js';
import { prometheusYaml } from './rules/prometheus-yaml.js';
import { recordingRules } from './rules/recording-rules.js';
import { fileSchema } from './schema.js';
import { scrapeProblems } from './scrape-problems.js';

interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: string;
}

const startMarker = '<!-- objectives:start -->';
const endMarker = '<!-- objectives:end -->';

/** The JSON Schema of an objectives file, for editors. Draft 7 is what YAML language servers know best. */
function schemaText(): string {
  const schema = z.toJSONSchema(fileSchema, { target: 'draft-7', io: 'input' });
  // Through JSON and back, because the library's type also admits what JSON cannot hold.
  return `${formatJson(JSON.parse(JSON.stringify(schema)) as Parameters<typeof formatJson>[0])}\n`;
}

/** Puts a table between the markers of a README. Throws `readme_unusable` when they are missing or out of order. */
function withTable(readme: string, table: string): string {
  const start = readme.indexOf(startMarker);
  const end = readme.indexOf(endMarker);
  if (start === -1 || end < start) {
    throw new ObjectivesError('readme_unusable', `README.md needs ${startMarker} and, below it, ${endMarker}`);
  }
  return `${readme.slice(0, start + startMarker.length)}\n\n${table}\n\n${readme.slice(end)}`;
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function generatedFiles(root: string): GeneratedFile[] {
  const { objectives, links } = loadObjectivesFile(join(root, 'objectives/objectives.yaml'));
  const alerts = alertRules(objectives, { links });
  const readme = readIfPresent(join(root, 'README.md'));
  if (readme === undefined) throw new ObjectivesError('readme_unusable', `README.md is missing in ${root}`);
  return [
    { path: 'objectives/objectives.schema.json', content: schemaText() },
    { path: 'README.md', content: withTable(readme, readmeTable(objectives)) },
    { path: 'provisioning/prometheus/rules/recording.yml', content: prometheusYaml(recordingRules(objectives)) },
    { path: 'provisioning/prometheus/rules/alerts.yml', content: prometheusYaml(alerts) },
    { path: 'provisioning/grafana/alerting/objectives.yml', content: grafanaAlertFile(alerts) },
  ];
}

/** What a run of the generator has to say, a sentence a line, and the process' exit code. */
export interface GeneratorResult {
  readonly exitCode: 0 | 1 | 2;
  readonly lines: readonly string[];
}

/** The first line in which a file differs from what is generated: as it is, and as it would be. */
function firstDifference(text: string | undefined, content: string): string[] {
  if (text === undefined) return ['  it is missing'];
  const is = text.split('\n');
  const wanted = content.split('\n');
  const index = wanted.findIndex((line, at) => line !== is[at]);
  const at = index === -1 ? wanted.length : index;
  const shown = (sign: string, line: string | undefined): string[] => (line === undefined ? [] : [`  ${sign} ${line}`]);
  return [`  from line ${at + 1} on:`, ...shown('-', is[at]), ...shown('+', wanted[at])];
}

function update(root: string, isCheck: boolean): GeneratorResult {
  const stale = generatedFiles(root).filter(({ path, content }) => readIfPresent(join(root, path)) !== content);
  if (isCheck) {
    const lines = stale.flatMap(({ path, content }) => [
      `${path} differs from what the objectives say: run npm run generate`,
      ...firstDifference(readIfPresent(join(root, path)), content),
    ]);
    return { exitCode: stale.length === 0 ? 0 : 1, lines };
  }
  for (const { path, content } of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return { exitCode: 0, lines: stale.map(({ path }) => `wrote ${path}`) };
}

/** What the objectives ask of a scrape and do not find there. */
function problemsWith(root: string, scrapePath: string): string[] {
  const scrape = readIfPresent(scrapePath);
  if (scrape === undefined) return [`${scrapePath} cannot be read`];
  return scrapeProblems(loadObjectivesFile(join(root, 'objectives/objectives.yaml')).objectives, scrape);
}

/**
 * Writes everything that is generated from the objectives into the repository at `root`; with `--check` writes nothing
 * and exits with 1 when a file differs. With `--scrape=<file>`, the text of a `/metrics`, it first looks there for all
 * that the objectives read, and stops with 1 when something is missing. Exits with 2 on an argument it does not know.
 */
export function runGenerator(args: readonly string[], root: string): GeneratorResult {
  const scrape = args.find((arg) => arg.startsWith('--scrape='))?.slice('--scrape='.length);
  const unknown = args.filter((arg) => arg !== '--check' && !arg.startsWith('--scrape='));
  if (unknown.length > 0) return { exitCode: 2, lines: ['usage: generate.js [--check] [--scrape=<file>]'] };
  try {
    const problems = scrape === undefined ? [] : problemsWith(root, scrape);
    return problems.length > 0 ? { exitCode: 1, lines: problems } : update(root, args.includes('--check'));
  } catch (error) {
    if (error instanceof ObjectivesError) return { exitCode: 1, lines: [error.message] };
    throw error;
  }
}
