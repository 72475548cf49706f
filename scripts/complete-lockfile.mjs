// node scripts/complete-lockfile.mjs: after an npm install from a registry that lacks some platforms' native packages.
import { readFileSync, writeFileSync } from 'node:fs';
import { completeLockfile } from './lib/complete-lockfile.mjs';
import { main } from './lib/main.mjs';
import { say } from './lib/output.mjs';
import { inRoot } from './lib/project.mjs';

await main(async () => {
  const path = inRoot('package-lock.json');
  const lockfile = JSON.parse(readFileSync(path, 'utf8'));
  const added = completeLockfile(lockfile);
  if (added.length > 0) writeFileSync(path, `${JSON.stringify(lockfile, null, 2)}\n`);
  say(added.length > 0 ? `Added ${added.join(', ')}.` : 'The lockfile is complete.');
});
