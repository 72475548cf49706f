// npm run console:screenshots: a picture of every page of the console in plugin/preview/screenshots, dark and light.
import { build } from './lib/build.mjs';
import { buildPreview } from './lib/build-preview.mjs';
import { attach } from './lib/command.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { inRoot } from './lib/project.mjs';

await main(async () => {
  await ensureInstalled();
  await build();
  await buildPreview();
  return attach(process.execPath, [inRoot('plugin/preview/dist/take-screenshots.js')]);
});
