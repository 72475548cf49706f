// npm run validate-plugin: packs the built app as Grafana installs it, and checks that archive.
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
  return attach(process.execPath, [inRoot('plugin/tools/validate/main.mjs')]);
});
