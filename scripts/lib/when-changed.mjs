import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRoot } from './project.mjs';

/**
 * Does work whose result is on disk only when something that it reads has changed since it was last done.
 * @param {{ name: string, inputs: () => string[], isDone: () => boolean }} work `name` of its stamp file; `inputs` are
 *   the paths of all that it reads, `isDone` tells whether its result is still there
 * @param {() => Promise<unknown>} run
 * @returns {Promise<boolean>} whether it was run
 */
export async function whenChanged({ name, inputs, isDone }, run) {
  const stamp = inRoot('node_modules/.cache/chatwatch', name);
  const before = fingerprint(inputs());
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === before && isDone()) return false;
  await run();
  mkdirSync(dirname(stamp), { recursive: true });
  // The inputs as they were before: one that was saved meanwhile makes the next run do it again.
  writeFileSync(stamp, before);
  return true;
}

/** @param {string[]} paths those that do not exist count as such */
function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest('hex');
}
