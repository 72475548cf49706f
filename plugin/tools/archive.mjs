import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { unzipSync, zipSync } from 'fflate';

/** @typedef {ReadonlyMap<string, Uint8Array>} Files contents by path, with slashes */

/** The time that every file carries, so that the same build gives the same archive; zip knows none before 1980. */
const builtAt = new Date(1980, 0, 2);

/**
 * Everything below a folder.
 * @param {string} folder
 * @returns {Files}
 */
export function readFolder(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [relative(folder, path).replaceAll(sep, '/'), readFileSync(path)]));
}

/**
 * A plugin as Grafana installs it: a zip with one folder, named as the plugin.
 * @param {Files} files
 * @param {string} id of the plugin
 */
export function pack(files, id) {
  const entries = [...files].map(([path, content]) => [`${id}/${path}`, content]);
  return zipSync(Object.fromEntries(entries), { level: 9, mtime: builtAt });
}

/**
 * @param {Uint8Array} archive
 * @returns {Files}
 */
export function unpack(archive) {
  return new Map(Object.entries(unzipSync(archive)).filter(([path]) => !path.endsWith('/')));
}
