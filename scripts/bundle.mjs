// npm run bundle: how large the Grafana app is for those who load it, beside its budgets and its peers.
import { build } from './lib/build.mjs';
import { buildApp } from './lib/build-app.mjs';
import { attach } from './lib/command.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { inRoot } from './lib/project.mjs';

await main(async () => {
  await ensureInstalled();
  await build();
  await buildApp();
  return attach(process.execPath, [inRoot('plugin/tools/bundle/main.mjs')]);
});
