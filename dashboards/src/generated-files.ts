import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadObjectives } from '@chatwatch/objectives';
import { buildDashboards } from './build.js';
import { renderDashboard } from './render/dashboard.js';

interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: string;
}

/** The JSON of all dashboards, from the objectives of the repository at `root`. */
const generatedFiles = (root: string): GeneratedFile[] =>
  buildDashboards(loadObjectives(join(root, 'objectives/objectives.yaml'))).map((dashboard) => ({
    path: `dashboards/json/${dashboard.name}.json`,
    content: `${JSON.stringify(renderDashboard(dashboard), undefined, 2)}\n`,
  }));

const readIfPresent = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** What a run of the generator has to say, a sentence a line, and the process' exit code. */
export interface GeneratorResult {
  readonly exitCode: 0 | 1 | 2;
  readonly lines: readonly string[];
}

/**
 * Writes the dashboards' JSON into the repository at `root`; with `--check` writes nothing and exits with 1 when a file
 * differs. Exits with 2 on an argument it does not know. Throws an `ObjectivesError` where the objectives cannot be read.
 */
export const runGenerator = (args: readonly string[], root: string): GeneratorResult => {
  if (args.some((arg) => arg !== '--check')) return { exitCode: 2, lines: ['usage: generate.js [--check]'] };
  const stale = generatedFiles(root).filter(({ path, content }) => readIfPresent(join(root, path)) !== content);
  if (args.includes('--check')) {
    const lines = stale.map(({ path }) => `${path} differs from what the code makes: run npm run generate`);
    return { exitCode: stale.length === 0 ? 0 : 1, lines };
  }
  mkdirSync(join(root, 'dashboards/json'), { recursive: true });
  for (const { path, content } of stale) writeFileSync(join(root, path), content);
  return { exitCode: 0, lines: stale.map(({ path }) => `wrote ${path}`) };
};
