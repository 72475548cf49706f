// npm run generate: writes everything that comes from objectives/objectives.yaml.
import { buildWorkspace } from './lib/build.mjs';
import { attach } from './lib/command.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { inRoot } from './lib/project.mjs';

await main(async (args) => {
  await ensureInstalled();
  await buildWorkspace('objectives');
  return attach(process.execPath, [inRoot('objectives/dist/generate.js'), ...args]);
});
