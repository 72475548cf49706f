// npm run bench [-- arguments]: side-by-side benchmarks.
import { build } from './lib/build.mjs';
import { attach } from './lib/command.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { inRoot } from './lib/project.mjs';

await main(async (args) => {
  await ensureInstalled();
  await build();
  return attach(process.execPath, [inRoot('bench/dist/main.js'), ...args], { cwd: process.cwd() });
});
