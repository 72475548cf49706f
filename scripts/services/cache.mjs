import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { exclusive } from '../lib/exclusive.mjs';

/**
 * Where real servers are kept, outside the repository, so that a second clone does not fetch them again.
 * `CHATWATCH_SERVICES_DIR` names another place.
 */
const cacheFolder = resolve(
  process.env['CHATWATCH_SERVICES_DIR'] ||
    join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'chatwatch', 'services'),
);

/**
 * A path below the cache folder.
 * @param {...string} parts
 */
export const inCache = (...parts) => join(cacheFolder, ...parts);

/** What tests read: a JSON object, the name of a part to the absolute path of its program. */
const pathsFile = inCache('paths.json');

/** @returns {Record<string, string>} */
function readPaths() {
  return /** @type {Record<string, string>} */ (readJson(pathsFile) ?? {});
}

/**
 * Records where a part's program is. Nothing is written when that is known already.
 * @param {string} part
 * @param {string} path
 */
export async function recordPath(part, path) {
  if (readPaths()[part] === path) return;
  await exclusive(
    { path: inCache('locks', 'paths'), what: 'another write of paths.json', timeoutMs: 10_000 },
    async () => {
      const entries = Object.entries({ ...readPaths(), [part]: path }).sort(([a], [b]) => a.localeCompare(b));
      writeJson(pathsFile, Object.fromEntries(entries));
    },
  );
}

/**
 * @param {string} path
 * @returns {unknown} undefined when the file is missing or was cut off
 */
export function readJson(path) {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Writes beside and renames, so that a reader sees the old content or the new one.
 * @param {string} path
 * @param {unknown} value
 */
export function writeJson(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(beside, path);
}
