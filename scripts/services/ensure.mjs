import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../lib/command.mjs';
import { exclusive } from '../lib/exclusive.mjs';
import { ScriptError } from '../lib/main.mjs';
import { note, secondsSince } from '../lib/output.mjs';
import { isAtLeast } from '../lib/version.mjs';
import { inCache, recordPath } from './cache.mjs';
import { isExecutable, onPath } from './on-path.mjs';

/** @typedef {import('./part.mjs').Part} Part */

/** The exit code that says: this part is not here, and cannot or may not be brought. */
const unavailableCode = 3;

/**
 * Where a part's program is, if it is here: on PATH in a version that will do, or in the cache.
 * @param {Part} part
 * @returns {Promise<string | undefined>}
 */
export async function available(part) {
  const path = (await usableOnPath(part)) ?? cached(part);
  if (path) await recordPath(part.name, path);
  return path;
}

/**
 * The same, and brings the part where it is missing.
 * @param {Part} part
 * @returns {Promise<string>}
 */
export async function ensure(part) {
  return (await available(part)) ?? exclusive(lockOf(part), async () => (await available(part)) ?? fetchPart(part));
}

/** @param {Part} part */
const lockOf = (part) => ({
  path: inCache('locks', part.source.lock),
  what: `another fetch of ${part.source.describe}`,
  timeoutMs: 1_200_000,
});

/** @param {Part} part */
async function usableOnPath(part) {
  for (const program of part.programs) {
    const path = onPath(program);
    if (!path) continue;
    const { code, output } = await capture(path, part.versionArguments, { timeoutMs: 30_000 });
    if (code === 0 && isAtLeast(versionIn(output), part.minimum)) return path;
  }
  return undefined;
}

/** A version with a dot comes before any other number. @param {string} output */
const versionIn = (output) => /\d+\.\d[\d.]*/.exec(output)?.[0] ?? '0';

/** @param {Part} part */
function cached(part) {
  const path = programIn(folderOf(part), part);
  return part.source.version && isExecutable(path) ? path : undefined;
}

/** @param {Part} part */
const folderOf = (part) => inCache(`${part.name}-${part.source.version}`);

/**
 * @param {string} folder
 * @param {Part} part
 */
const programIn = (folder, part) => join(folder, part.name);

/** @param {Part} part */
async function fetchPart(part) {
  const obstacle = part.source.obstacle();
  if (obstacle) throw unavailable(part, `it cannot be fetched: ${obstacle}`);
  const started = Date.now();
  note(`Fetching ${part.source.describe} …`);
  await (part.source.version ? fetchIntoCache(part) : part.source.fetch(''));
  const path = await available(part);
  if (!path) throw unavailable(part, 'what was fetched is not it, or is too old');
  note(`Fetched ${part.name} in ${secondsSince(started)}: ${path}`);
  return path;
}

/**
 * The folder appears in the cache under its name when it is complete, never before.
 * @param {Part} part
 */
async function fetchIntoCache(part) {
  // The lock is ours, so what lies there is left from a fetch that was cut off.
  const folder = inCache('fetching', part.name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    await part.source.fetch(folder);
    if (existsSync(folderOf(part))) rmSync(folderOf(part), { recursive: true });
    renameSync(folder, folderOf(part));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {Part} part
 * @param {string} why
 */
export function unavailable(part, why) {
  const wanted = `${part.name} ${part.minimum} or newer`;
  return new ScriptError(`${wanted} is not on this machine, and ${why}.\nBy hand: ${part.byHand}.`, unavailableCode);
}
