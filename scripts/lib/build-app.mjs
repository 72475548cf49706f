import { existsSync, readFileSync } from 'node:fs';
import { reportPath } from '../../plugin/tools/bundle/chunk-report.mjs';
import { capture } from './command.mjs';
import { exclusive } from './exclusive.mjs';
import { filesBelow } from './files.mjs';
import { ScriptError } from './main.mjs';
import { note, secondsSince } from './output.mjs';
import { inRoot } from './project.mjs';
import { whenChanged } from './when-changed.mjs';

const lock = {
  path: inRoot('node_modules/.cache/chatwatch/build-app.lock'),
  what: 'another build of the app',
  timeoutMs: 300_000,
};
/** Without the bundler's cache: one from a folder that was copied or moved gives old files for new. */
const options = ['-c', './webpack.config.ts', '--env', 'production', '--no-cache'];
/** Workspaces of which the app bundles parts. */
const bundled = ['client', 'dashboards', 'objectives'];

/**
 * Bundles the Grafana app into `plugin/dist` where something of it has changed. The other workspaces have to be
 * compiled before, and none of them needs it: only Grafana does.
 * @returns {Promise<boolean>} whether anything was done
 */
export async function buildApp() {
  const work = { name: 'build-app', inputs, isDone };
  return exclusive(lock, () => whenChanged(work, bundle));
}

/** Whether the scripts of the last build are still there. */
function isDone() {
  if (!existsSync(reportPath)) return false;
  /** @type {import('../../plugin/tools/bundle/chunk-report.mjs').Group[]} */
  const groups = JSON.parse(readFileSync(reportPath, 'utf8'));
  return groups.flatMap(({ files }) => files).every((file) => existsSync(inRoot('plugin/dist', file)));
}

async function bundle() {
  const started = Date.now();
  note('Bundling the app …');
  const args = [inRoot('node_modules/webpack-cli/bin/cli.js'), ...options];
  const { code, output } = await capture(process.execPath, args, { cwd: inRoot('plugin') });
  if (code !== 0) throw new ScriptError(`${output}\nThe build of the app failed: the bundler says why above.`);
  note(`Bundled in ${secondsSince(started)}.`);
}

function inputs() {
  const own = ['package.json', 'tsconfig.json', 'webpack.config.ts', 'CHANGELOG.md', 'LICENSE'].map((name) =>
    inRoot('plugin', name),
  );
  const folders = [
    ...['.config', 'src', 'tools/bundle'].map((name) => inRoot('plugin', name)),
    ...bundled.map((name) => inRoot(name, 'dist')),
  ];
  const files = folders.flatMap(filesBelow).filter((file) => !/\.(test\.[jt]sx?|tsbuildinfo)$/.test(file));
  return [inRoot('node_modules/.package-lock.json'), ...own, ...files.sort()];
}
