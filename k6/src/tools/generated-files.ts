import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadObjectives } from '@chatwatch/objectives';
import { thresholdsOf } from './thresholds.ts';
import { trafficOf } from './traffic.ts';

const objectivesPath = 'objectives/objectives.yaml';
const tracePath = 'demo/data/chat-trace.csv.gz';

/** What a run of the generator has to say, a sentence a line, and the process' exit code. */
export interface GeneratorResult {
  readonly exitCode: 0 | 1 | 2;
  readonly lines: readonly string[];
}

/**
 * Writes what k6 reads of the objectives and of the trace, in the repository at `root`; with `--check` writes nothing
 * and exits with 1 when a file differs. Exits with 2 on an argument it does not know.
 *
 * Throws an `ObjectivesError` when the objectives cannot be read.
 */
export function runGenerator(args: readonly string[], root: string): GeneratorResult {
  if (args.some((argument) => argument !== '--check')) return { exitCode: 2, lines: ['usage: generate.js [--check]'] };
  const stale = generatedFiles(root).filter(({ path, content }) => readIfPresent(join(root, path)) !== content);
  if (args.includes('--check')) {
    const lines = stale.map(({ path, source }) => `${path} differs from what ${source} says: run npm run generate`);
    return { exitCode: stale.length === 0 ? 0 : 1, lines };
  }
  for (const { path, content } of stale) writeFileSync(join(root, path), content);
  return { exitCode: 0, lines: stale.map(({ path }) => `wrote ${path}`) };
}

function generatedFiles(root: string) {
  const thresholds = thresholdsOf(loadObjectives(join(root, objectivesPath)), objectivesPath);
  const trafficSource = `${tracePath}, whose own source demo/data/README.md names`;
  const traffic = trafficOf(readFileSync(join(root, tracePath)), trafficSource);
  return [
    { path: 'k6/generated/thresholds.json', content: json(thresholds), source: objectivesPath },
    { path: 'k6/generated/traffic.json', content: json(traffic), source: tracePath },
  ];
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
