// npm run generate: writes everything that comes from objectives/objectives.yaml.
import { buildWorkspace } from './lib/build.mjs';
import { attach } from './lib/command.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { inRoot } from './lib/project.mjs';

await main(async (args) => {
  await ensureInstalled();
  await buildWorkspace('dashboards');
  for (const workspace of ['objectives', 'dashboards']) {
    const code = await attach(process.execPath, [inRoot(workspace, 'dist/generate.js'), ...args]);
    if (code !== 0) return code;
  }
  return 0;
});
