// npm run validate-plugin: packs the built app as Grafana installs it, and checks that archive.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { pack, readFolder } from '../plugin/tools/archive.mjs';
import { validate } from '../plugin/tools/validate/validate.mjs';
import { build } from './lib/build.mjs';
import { buildApp } from './lib/build-app.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { say } from './lib/output.mjs';
import { inRoot, root } from './lib/project.mjs';

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(inRoot('plugin', file), 'utf8'));

await main(async () => {
  await ensureInstalled();
  await build();
  await buildApp();
  const { version } = readJson('package.json');
  const { id } = readJson('src/plugin.json');
  const archive = pack(readFolder(inRoot('plugin/dist')), id);
  const path = inRoot('plugin/archive', `${id}-${version}.zip`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, archive);
  const results = validate(archive, { version, schema: readJson('schema/plugin.schema.json') });
  for (const { name, problems } of results) {
    say(`${problems.length === 0 ? 'ok    ' : 'failed'}  ${name}`);
    for (const problem of problems) say(`        ${problem}`);
  }
  say(`\n${relative(root, path)}: ${archive.length} bytes, ${results.length} rules.`);
  return results.every(({ problems }) => problems.length === 0) ? 0 : 1;
});
