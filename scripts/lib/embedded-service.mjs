import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from './command.mjs';
import { ScriptError } from './main.mjs';
import { inRoot } from './project.mjs';

const readyWithinMs = 30_000;
/** The service promises to be gone within ten seconds of SIGTERM. */
const stopWithinMs = 12_000;

/** What would choose other parts than the embedded ones. */
const notEmbedded = ['MONGODB_URL', 'REDIS_URL', 'SENTRY_DSN', 'JWT_SECRET'];

/**
 * Starts the service on its embedded parts and a free port, with all its data in a folder, and without rate limits
 * unless `RATE_LIMITS` says otherwise. It ends with this process.
 * @param {string} folder
 * @param {Record<string, string>} settings
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startEmbeddedService(folder, settings) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { RATE_LIMITS: 'off', ...process.env, ...settings, HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder };
  for (const name of notEmbedded) delete env[name];
  const complaints = join(folder, 'service-errors.log');
  const child = spawn(process.execPath, [inRoot('backend/dist/main.js')], {
    env,
    stdio: ['ignore', 'pipe', openSync(complaints, 'a')],
    // Out of reach of a Ctrl-C in the terminal, which is for the load: the service outlives it and is stopped after.
    detached: true,
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const gone = once(child, 'exit');
  // Piped, as asked for above.
  const output = /** @type {import('node:stream').Readable} */ (child.stdout);
  return { url: await address(output, gone, complaints), stop };

  async function stop() {
    child.kill('SIGTERM');
    await Promise.race([gone, sleep(stopWithinMs, undefined, { ref: false })]);
    kill();
    await gone;
    process.off('exit', kill);
  }
}

/**
 * The address in the start line of the service's log.
 * @param {import('node:stream').Readable} output
 * @param {Promise<unknown>} gone
 * @param {string} complaints the file of what it says when it does not start
 * @returns {Promise<string>}
 */
async function address(output, gone, complaints) {
  /** @type {Promise<string>} */
  const listening = new Promise((resolve) => {
    createInterface({ input: output }).on('line', (line) => {
      const url = /"url":"([^"]+)"/.exec(line)?.[1];
      if (url) resolve(url);
    });
  });
  const failed = Promise.race([gone, sleep(readyWithinMs, undefined, { ref: false })]).then(() => {
    throw new ScriptError(`The service did not start:\n${lastLines(readFileSync(complaints, 'utf8'))}`);
  });
  failed.catch(() => undefined);
  return Promise.race([listening, failed]);
}
