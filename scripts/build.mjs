// npm run build: installs what is missing, compiles what has changed and bundles the Grafana app and its preview.
import { build } from './lib/build.mjs';
import { buildApp } from './lib/build-app.mjs';
import { buildPreview } from './lib/build-preview.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { note } from './lib/output.mjs';

await main(async () => {
  await ensureInstalled();
  const compiled = await build();
  const bundled = await buildApp();
  const previewed = await buildPreview();
  if (!compiled && !bundled && !previewed) note('Nothing to build: all is up to date.');
});
