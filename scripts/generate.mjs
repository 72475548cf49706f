// npm run generate [-- --check]: writes everything that comes from objectives/objectives.yaml, and the app's texts.
import { buildWorkspace } from './lib/build.mjs';
import { attach } from './lib/command.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { inRoot } from './lib/project.mjs';

/** Workspaces that make files, in the order in which one may read what another wrote. */
const generators = {
  objectives: 'dist/generate.js',
  dashboards: 'dist/generate.js',
  k6: 'dist/tools/generate.js',
};

await main(async (args) => {
  await ensureInstalled();
  let failure = 0;
  for (const [workspace, program] of Object.entries(generators)) {
    await buildWorkspace(workspace);
    failure = (await attach(process.execPath, [inRoot(workspace, program), ...args])) || failure;
  }
  return (await attach(process.execPath, [inRoot('scripts/texts.mjs'), ...args])) || failure;
});
