import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ScriptError } from './main.mjs';
import { note } from './output.mjs';
import { processIdentity } from './process-identity.mjs';

const pollMs = 200;

/**
 * Runs `work` while no other process runs work under the same lock file. A holder that died is noticed by its pid.
 * @template T
 * @param {{ path: string, what: string, timeoutMs: number }} lock `what` names the work for those who wait
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusive(lock, work) {
  mkdirSync(dirname(lock.path), { recursive: true });
  const mine = `${lock.path}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) }));
  try {
    await acquire(lock, mine);
  } finally {
    rmSync(mine, { force: true });
  }
  try {
    return await work();
  } finally {
    rmSync(lock.path, { force: true });
  }
}

/**
 * @param {{ path: string, what: string, timeoutMs: number }} lock
 * @param {string} mine
 */
async function acquire(lock, mine) {
  const deadline = Date.now() + lock.timeoutMs;
  let hasSpoken = false;
  while (!tryLink(mine, lock.path)) {
    const holder = readHolder(lock.path);
    if (holder && processIdentity(holder.pid) !== holder.identity) {
      removeStale(lock.path, holder);
      continue;
    }
    if (Date.now() > deadline) {
      throw new ScriptError(`Still waiting for ${lock.what} (process ${holder?.pid}); gave up. Its lock: ${lock.path}`);
    }
    if (!hasSpoken && holder) note(`Waiting for ${lock.what} (process ${holder.pid}).`);
    hasSpoken = true;
    await sleep(pollMs);
  }
}

/**
 * A hard link appears with its content or not at all, so nobody ever reads a half-written lock.
 * @param {string} mine
 * @param {string} path
 */
function tryLink(mine, path) {
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @typedef {{ pid: number, identity?: string }} Holder */

/**
 * @param {string} path
 * @returns {Holder | undefined}
 */
function readHolder(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Takes a dead holder's lock away; gives it back when another process has replaced it meanwhile.
 * @param {string} path
 * @param {Holder} dead
 */
function removeStale(path, dead) {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const taken = readHolder(aside);
  if (taken && (taken.pid !== dead.pid || taken.identity !== dead.identity)) tryLink(aside, path);
  rmSync(aside, { force: true });
}
