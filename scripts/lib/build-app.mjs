import { existsSync } from 'node:fs';
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
const options = ['-c', './.config/webpack/webpack.config.ts', '--env', 'production', '--no-cache'];
/** Workspaces of which the app bundles parts. */
const bundled = ['client', 'dashboards', 'objectives'];

/**
 * Bundles the Grafana app into `plugin/dist` where something of it has changed. The other workspaces have to be
 * compiled before, and none of them needs it: only Grafana does.
 * @returns {Promise<boolean>} whether anything was done
 */
export async function buildApp() {
  const work = { name: 'build-app', inputs, isDone: () => existsSync(inRoot('plugin/dist/module.js')) };
  return exclusive(lock, () => whenChanged(work, bundle));
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
  const own = ['package.json', 'tsconfig.json', 'CHANGELOG.md', 'LICENSE'].map((name) => inRoot('plugin', name));
  const folders = [inRoot('plugin/.config'), inRoot('plugin/src'), ...bundled.map((name) => inRoot(name, 'dist'))];
  const files = folders.flatMap(filesBelow).filter((file) => !/\.(test\.[jt]sx?|tsbuildinfo)$/.test(file));
  return [inRoot('node_modules/.package-lock.json'), ...own, ...files.sort()];
}
