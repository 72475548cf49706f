// npm run demo [-- arguments]: the whole thing from a fresh clone, in one command.
import { build } from './lib/build.mjs';
import { buildPreview } from './lib/build-preview.mjs';
import { attach } from './lib/command.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { inRoot } from './lib/project.mjs';

await main(async (args) => {
  await ensureInstalled();
  await build();
  await buildPreview();
  return attach(process.execPath, [inRoot('demo/dist/main.js'), ...args], { cwd: process.cwd() });
});
