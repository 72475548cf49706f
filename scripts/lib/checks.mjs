import { existsSync, readFileSync } from 'node:fs';
import { build } from './build.mjs';
import { capture } from './command.mjs';
import { lockfileProblems } from './lockfile.mjs';
import { ScriptError } from './main.mjs';
import { missingTests } from './named-tests.mjs';
import { inRoot } from './project.mjs';

/** @typedef {{ name: string, run: () => Promise<string | undefined> }} Check `run` answers with what is wrong */

/**
 * A check that is a program of node_modules, or one of our own.
 * @param {string} name
 * @param {string} path
 * @param {string[]} args
 * @returns {Check}
 */
function program(name, path, args) {
  return {
    name,
    run: async () => {
      if (!existsSync(inRoot(path))) return `${path} is not there.`;
      const { code, output } = await capture(process.execPath, [inRoot(path), ...args]);
      return code === 0 ? undefined : output.trim() || `${path} ended with exit code ${code}.`;
    },
  };
}

async function types() {
  try {
    await build();
    return undefined;
  } catch (error) {
    if (error instanceof ScriptError) return error.message;
    throw error;
  }
}

async function lockfile() {
  return lockfileProblems(JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'))).join('\n') || undefined;
}

async function namedTests() {
  const document = readFileSync(inRoot('docs/security.md'), 'utf8');
  const problems = missingTests(document, (file) => {
    const path = inRoot('backend/src', file);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  });
  return problems.join('\n') || undefined;
}

/** Everything that `npm run check` looks at, the build first: the linter and the generator read what it leaves. */
export const checks = [
  { name: 'types', run: types },
  program('types of the scripts', 'node_modules/typescript/bin/tsc', ['-p', 'scripts']),
  program('types of the app', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'plugin']),
  program('types of the specs for Grafana', 'node_modules/typescript/bin/tsc', ['-p', 'plugin/tests']),
  program('types of the preview', 'node_modules/typescript/bin/tsc', ['-p', 'plugin/preview/host']),
  program('lint', 'node_modules/eslint/bin/eslint.js', ['.', '--max-warnings', '0']),
  program('format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '.', '--log-level', 'warn']),
  program('dead code', 'node_modules/knip/bin/knip.js', ['--no-progress']),
  program('generated files', 'objectives/dist/generate.js', ['--check']),
  program('files for Grafana', 'objectives/dist/check-provisioning.js', []),
  program('generated dashboards', 'dashboards/dist/generate.js', ['--check']),
  program('files for k6', 'k6/dist/tools/generate.js', ['--check']),
  program('texts of the app', 'scripts/texts.mjs', ['--check']),
  program('document of the API', 'backend/dist/check-api.js', []),
  { name: 'lockfile', run: lockfile },
  { name: 'tests that docs/security.md names', run: namedTests },
];
