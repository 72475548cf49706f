import { existsSync, readdirSync, rmSync, rmdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { filesBelow } from './files.mjs';

const sourceEndings = ['.ts', '.tsx'];
const outputEndings = ['.js', '.js.map', '.d.ts', '.d.ts.map'];

/**
 * Removes what was compiled from a source that is gone. Tests run from `dist/`, so a stale one would still run and a
 * stale module would still be found. Only what the compiler wrote counts: it leaves a `.d.ts` beside each module, so
 * bundles and other assets in `dist/` stay.
 * @param {string} workspace folder with `src/` and `dist/`
 * @returns {string[]} the modules removed, as paths below `dist/` without an ending
 */
export function removeStaleOutputs(workspace) {
  const dist = join(workspace, 'dist');
  const stale = filesBelow(dist)
    .filter((file) => file.endsWith('.d.ts'))
    .map((file) => relative(dist, file).slice(0, -'.d.ts'.length))
    .filter((module) => !sourceEndings.some((ending) => existsSync(join(workspace, 'src', module + ending))));
  for (const module of stale) {
    for (const ending of outputEndings) rmSync(join(dist, module + ending), { force: true });
    removeEmptyFolders(dirname(join(dist, module)), dist);
  }
  return stale;
}

/**
 * Sources without a compiled module: someone removed files of `dist/`, which the compiler does not notice by itself.
 * @param {string} workspace
 */
export function sourcesWithoutOutput(workspace) {
  const sources = join(workspace, 'src');
  return filesBelow(sources)
    .filter((file) => sourceEndings.some((ending) => file.endsWith(ending)) && !file.endsWith('.d.ts'))
    .map((file) => relative(sources, file))
    .filter((file) => !existsSync(join(workspace, 'dist', file.replace(/\.tsx?$/, '.js'))));
}

/**
 * @param {string} folder
 * @param {string} upTo
 */
function removeEmptyFolders(folder, upTo) {
  for (let at = folder; at !== upTo && readdirSync(at).length === 0; at = dirname(at)) rmdirSync(at);
}
