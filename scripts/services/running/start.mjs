import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from '../../lib/command.mjs';
import { exclusive } from '../../lib/exclusive.mjs';
import { ScriptError } from '../../lib/main.mjs';
import { note, secondsSince } from '../../lib/output.mjs';
import { processIdentity } from '../../lib/process-identity.mjs';
import { ensure } from '../ensure.mjs';
import { services } from './services.mjs';
import { freePort } from './sockets.mjs';
import { isRunning, readState, writeState } from './state.mjs';
import { stopServices } from './stop.mjs';

/** @typedef {import('../part.mjs').Service} Service */
/** @typedef {import('../part.mjs').Address} Address */
/** @typedef {import('./state.mjs').Running} Running */

const readyWithinMs = 60_000;

/**
 * Starts services that do not run yet, on free ports and with empty data, and waits until each answers. When one does
 * not, those that were started with it are stopped again.
 * @param {string} folder for data, logs and state
 * @param {string[]} names
 * @returns {Promise<Record<string, Running>>} all that run now
 */
export async function startServices(folder, names) {
  return exclusive(runLock(folder), async () => {
    const before = readState(folder);
    const wanted = services.filter(({ part }) => names.includes(part.name) && !before[part.name]);
    /** @type {[Service, string][]} */
    const programs = [];
    for (const service of wanted) programs.push([service, await ensure(service.part)]);
    const ports = Object.fromEntries(Object.entries(before).map(([name, one]) => [name, one.port]));
    for (const { part } of wanted) ports[part.name] = await freePort();
    const started = programs.map(([service, program]) => launch(service, program, folder, ports));
    const state = {
      ...before,
      ...Object.fromEntries(started.map(({ service, running }) => [service.part.name, running])),
    };
    writeState(folder, state);
    await allReady(folder, started);
    return state;
  });
}

/** @param {string} folder */
export const runLock = (folder) => ({
  path: join(folder, 'lock'),
  what: 'another start or stop',
  timeoutMs: 1_200_000,
});

/** @typedef {{ service: Service, address: Address, running: Running }} Launched */

/**
 * @param {Service} service
 * @param {string} program
 * @param {string} folder
 * @param {Record<string, number>} ports
 * @returns {Launched}
 */
function launch(service, program, folder, ports) {
  const { name } = service.part;
  const data = join(folder, name);
  const log = join(folder, `${name}.log`);
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  /** @type {Address} */
  const address = { port: ports[name] ?? 0, folder: data, ports };
  const output = openSync(log, 'w');
  // Detached: it goes on when this script ends, and a Ctrl-C in the terminal is not for it.
  const child = spawn(program, service.args(address), { cwd: data, detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  child.on('error', () => undefined);
  child.unref();
  const pid = child.pid ?? 0;
  const identity = processIdentity(pid) ?? 'gone';
  return { service, address, running: { pid, identity, port: address.port, url: service.url(address), log } };
}

/**
 * @param {string} folder
 * @param {Launched[]} started
 */
async function allReady(folder, started) {
  const results = await Promise.allSettled(started.map(becomeReady));
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason?.message)] : []));
  if (failures.length === 0) return;
  await stopServices(
    folder,
    started.map(({ service }) => service.part.name),
  );
  throw new ScriptError(failures.join('\n\n'));
}

/** @param {Launched} launched */
async function becomeReady({ service, address, running }) {
  const startedMs = Date.now();
  for (;;) {
    try {
      await service.ready(address);
      note(`${service.part.name} answers on port ${address.port} after ${secondsSince(startedMs)}.`);
      return;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (!isRunning(running)) throw notReady(service, running, 'ended by itself');
      if (Date.now() - startedMs > readyWithinMs) throw notReady(service, running, `is not ready: ${why}`);
    }
    await sleep(100);
  }
}

/**
 * @param {Service} service
 * @param {Running} running
 * @param {string} what
 */
function notReady(service, running, what) {
  const tail = lastLines(readFileSync(running.log, 'utf8'), 10);
  return new ScriptError(`${service.part.name} ${what}. The end of its log, ${running.log}:\n${tail}`);
}
