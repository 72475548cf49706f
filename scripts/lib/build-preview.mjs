import { existsSync } from 'node:fs';
import { capture } from './command.mjs';
import { exclusive } from './exclusive.mjs';
import { filesBelow } from './files.mjs';
import { ScriptError } from './main.mjs';
import { note, secondsSince } from './output.mjs';
import { inRoot } from './project.mjs';
import { whenChanged } from './when-changed.mjs';

const lock = {
  path: inRoot('node_modules/.cache/chatwatch/build-preview.lock'),
  what: 'another build of the preview',
  timeoutMs: 300_000,
};
/** Workspaces of which the page bundles parts. */
const bundled = ['client', 'dashboards', 'objectives'];

/**
 * Bundles the page that shows the app outside Grafana where something of it has changed. The other workspaces have to
 * be compiled before.
 * @returns {Promise<boolean>} whether anything was done
 */
export async function buildPreview() {
  const work = {
    name: 'build-preview',
    inputs,
    isDone: () => existsSync(inRoot('plugin/preview/dist/page/index.html')),
  };
  return exclusive(lock, () => whenChanged(work, bundle));
}

async function bundle() {
  const started = Date.now();
  note('Bundling the console …');
  const args = [inRoot('node_modules/vite/bin/vite.js'), 'build', '--config', 'vite.config.mjs'];
  const { code, output } = await capture(process.execPath, args, { cwd: inRoot('plugin/preview') });
  if (code !== 0) throw new ScriptError(`${output}\nThe build of the console failed: the bundler says why above.`);
  note(`Bundled in ${secondsSince(started)}.`);
}

function inputs() {
  const own = ['package.json', 'vite.config.mjs', 'src/page-settings.ts'].map((name) => inRoot('plugin/preview', name));
  const folders = [inRoot('plugin/preview/host'), inRoot('plugin/src'), ...bundled.map((name) => inRoot(name, 'dist'))];
  const files = folders.flatMap(filesBelow).filter((file) => !/\.(test\.[jt]sx?|tsbuildinfo|svg|png)$/.test(file));
  return [inRoot('node_modules/.package-lock.json'), ...own, ...files.sort()];
}
