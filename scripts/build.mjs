// npm run build: installs what is missing and compiles what has changed.
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { note } from './lib/output.mjs';

await main(async () => {
  await ensureInstalled();
  if (!(await build())) note('Nothing to compile: all is up to date.');
});
