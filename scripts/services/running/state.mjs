import { join } from 'node:path';
import { processIdentity } from '../../lib/process-identity.mjs';
import { inCache, readJson, writeJson } from '../cache.mjs';

/**
 * @typedef {object} Running a server that was started
 * @property {number} pid
 * @property {string} identity tells it from a later process with the same pid
 * @property {number} port
 * @property {string} url
 * @property {string} log
 */

/** Where the services of working by hand keep their data, logs and state. */
export const handFolder = inCache('run');

/** @param {string} folder */
const stateFile = (folder) => join(folder, 'state.json');

/**
 * The services that run, by name; those that ended by themselves are left out.
 * @param {string} folder
 * @returns {Record<string, Running>}
 */
export function readState(folder) {
  const state = /** @type {Record<string, Running>} */ (readJson(stateFile(folder)) ?? {});
  return Object.fromEntries(Object.entries(state).filter(([, one]) => isRunning(one)));
}

/**
 * @param {string} folder
 * @param {Record<string, Running>} state
 */
export const writeState = (folder, state) => writeJson(stateFile(folder), state);

/** @param {Pick<Running, 'pid' | 'identity'>} one */
export const isRunning = (one) => processIdentity(one.pid) === one.identity;
