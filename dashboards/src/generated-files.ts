import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadObjectives } from '@chatwatch/objectives';
import { buildDashboards } from './build.js';
import type { Dashboard, DashboardName } from './model.js';
import { renderDashboard } from './render/dashboard.js';
import { drawDashboard } from './render/drawing.js';

interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: string;
}

/** The dashboards that the console has pages of. A browser reads no files, so these are modules with the data itself. */
const ON_PAGES: ReadonlySet<DashboardName> = new Set(['api', 'realtime', 'data', 'runtime']);

const json = (value: unknown): string => JSON.stringify(value, undefined, 2);

const provisioned = (dashboard: Dashboard): GeneratedFile => ({
  path: `dashboards/json/${dashboard.name}.json`,
  content: `${json(renderDashboard(dashboard))}\n`,
});

const forPages = (dashboard: Dashboard): GeneratedFile => ({
  path: `plugin/src/generated/dashboards/${dashboard.name}.ts`,
  content: [
    '// Made by npm run generate from dashboards/src and the objectives.',
    "import type { DrawnDashboard } from '@chatwatch/dashboards/browser';",
    '',
    `/** ${dashboard.description} */`,
    `export const ${dashboard.name}: DrawnDashboard = ${json(drawDashboard(dashboard))};`,
    '',
  ].join('\n'),
});

/** What is made of all dashboards, from the objectives of the repository at `root`. */
const generatedFiles = (root: string): GeneratedFile[] => {
  const dashboards = buildDashboards(loadObjectives(join(root, 'objectives/objectives.yaml')));
  return [...dashboards.map(provisioned), ...dashboards.filter(({ name }) => ON_PAGES.has(name)).map(forPages)];
};

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
 * Writes what is made of the dashboards into the repository at `root`; with `--check` writes nothing and exits with 1 when a file
 * differs. Exits with 2 on an argument it does not know. Throws an `ObjectivesError` where the objectives cannot be read.
 */
export const runGenerator = (args: readonly string[], root: string): GeneratorResult => {
  if (args.some((arg) => arg !== '--check')) return { exitCode: 2, lines: ['usage: generate.js [--check]'] };
  const stale = generatedFiles(root).filter(({ path, content }) => readIfPresent(join(root, path)) !== content);
  if (args.includes('--check')) {
    const lines = stale.map(({ path }) => `${path} differs from what the code makes: run npm run generate`);
    return { exitCode: stale.length === 0 ? 0 : 1, lines };
  }
  for (const { path, content } of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return { exitCode: 0, lines: stale.map(({ path }) => `wrote ${path}`) };
};
