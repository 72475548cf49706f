import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { note } from '../../lib/output.mjs';
import { isRunning, readState, writeState } from './state.mjs';

/** @typedef {import('./state.mjs').Running} Running */

const politeMs = 15_000;
const killedMs = 5_000;

/**
 * Stops services that were started here and removes their data; the logs stay. A process is only ever signalled while it is the one that was started.
 * @param {string} folder
 * @param {string[]} names
 * @returns {Promise<string[]>} those that ran
 */
export async function stopServices(folder, names) {
  const state = readState(folder);
  const wanted = Object.entries(state).filter(([name]) => names.includes(name));
  await Promise.all(wanted.map(([name, running]) => stop(name, running)));
  for (const [name] of wanted) rmSync(join(folder, name), { recursive: true, force: true });
  writeState(folder, readState(folder));
  return wanted.map(([name]) => name);
}

/**
 * @param {string} name
 * @param {Running} running
 */
async function stop(name, running) {
  if (await endsAfter(running, 'SIGTERM', politeMs)) return;
  note(`${name} (process ${running.pid}) did not end within ${politeMs / 1000} s and is killed.`);
  await endsAfter(running, 'SIGKILL', killedMs);
}

/**
 * @param {Running} running
 * @param {NodeJS.Signals} signal
 * @param {number} withinMs
 */
async function endsAfter(running, signal, withinMs) {
  const deadline = Date.now() + withinMs;
  if (isRunning(running)) signalProcess(running.pid, signal);
  while (isRunning(running)) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function signalProcess(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended between the look and the signal.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}
