// Packs plugin/dist into plugin/archive and prints what was checked of it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pack, readFolder } from '../archive.mjs';
import { validate } from './validate.mjs';

const home = join(import.meta.dirname, '../..');

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(join(home, file), 'utf8'));

const { version } = readJson('package.json');
const { id } = readJson('src/plugin.json');
const archive = pack(readFolder(join(home, 'dist')), id);
const name = `${id}-${version}.zip`;
mkdirSync(join(home, 'archive'), { recursive: true });
writeFileSync(join(home, 'archive', name), archive);

const results = validate(archive, { version, schema: readJson('schema/plugin.schema.json') });
for (const rule of results) {
  console.log(`${rule.problems.length === 0 ? 'ok    ' : 'failed'}  ${rule.name}`);
  for (const problem of rule.problems) console.log(`        ${problem}`);
}
console.log(`\nplugin/archive/${name}: ${archive.length} bytes, ${results.length} rules.`);
process.exitCode = results.every(({ problems }) => problems.length === 0) ? 0 : 1;
