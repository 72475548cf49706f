import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { clearInterval, setInterval } from 'node:timers';
import { note } from './output.mjs';
import { root } from './project.mjs';

/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} CommandOptions */
/** @typedef {{ code: number, output: string }} CommandResult */

/** What shells answer for a command that is not there. */
const notFoundCode = 127;

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
const exitCode = (code, signal) => code ?? 128 + (signal ? constants.signals[signal] : 0);

/**
 * Runs a program to its end and keeps what it printed, both streams together.
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions & { onLine?: (line: string) => void }} [options]
 * @returns {Promise<CommandResult>}
 */
export function capture(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.timeoutMs ? { timeout: options.timeoutMs } : {}),
    });
    /** @type {string[]} */
    const lines = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        options.onLine?.(line);
      });
    }
    child.on('error', (error) => done({ code: notFoundCode, output: error.message }));
    child.on('close', (code, signal) => done({ code: exitCode(code, signal), output: lines.join('\n') }));
  });
}

/**
 * The end of what a program printed, for the message that says that it failed.
 * @param {string} output
 * @param {number} [count]
 */
export const lastLines = (output, count = 15) => output.trimEnd().split('\n').slice(-count).join('\n');

/**
 * Runs a long program and shows its lines, indented, with a sign of life when it is silent.
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions & { isShown?: (line: string) => boolean }} [options]
 */
export async function stream(command, args, options = {}) {
  const started = Date.now();
  let spokeAt = started;
  const heartbeat = setInterval(() => {
    if (Date.now() - spokeAt >= 15_000) note(`  … ${Math.round((Date.now() - started) / 1000)} s`);
  }, 15_000);
  const onLine = (/** @type {string} */ line) => {
    if (line.trim() === '' || options.isShown?.(line) === false) return;
    spokeAt = Date.now();
    note(`  ${line}`);
  };
  try {
    return await capture(command, args, { ...options, onLine });
  } finally {
    clearInterval(heartbeat);
  }
}

/**
 * Hands the terminal over to a program and answers with its exit code; 128 plus the number when a signal ended it.
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<number>}
 */
export function attach(command, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: 'inherit',
    });
    const releaseSignals = passSignals(child);
    const releaseParent = followParent(child);
    child.on('error', fail);
    child.on('exit', (code, signal) => {
      releaseSignals();
      releaseParent();
      done(exitCode(code, signal));
    });
  });
}

/**
 * Passes signals on such that each reaches the child once. A terminal sends Ctrl-C to the child by itself, and npm
 * repeats it to us: neither may become a second one, which means "at once". Without a terminal a SIGINT was sent to
 * us alone or to the whole group; a SIGTERM asks the child for the same and does no harm on top of a SIGINT.
 * @param {import('node:child_process').ChildProcess} child
 */
function passSignals(child) {
  const hasTerminal = [process.stdin, process.stdout, process.stderr].some((one) => one.isTTY);
  const onInterrupt = () => {
    if (!hasTerminal) child.kill('SIGTERM');
  };
  const onTerminate = () => child.kill('SIGTERM');
  const onHangUp = () => child.kill('SIGHUP');
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate).on('SIGHUP', onHangUp);
  return () => process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate).off('SIGHUP', onHangUp);
}

/**
 * npm passes a SIGTERM on to the shell between it and us, and that dies without telling anyone. So a script that loses
 * its parent asks the child to end, or it would be left behind with its ports.
 * @param {import('node:child_process').ChildProcess} child
 */
function followParent(child) {
  const parent = process.ppid;
  const isUnderNpm = process.env['npm_lifecycle_event'] !== undefined;
  const timer = setInterval(() => {
    if (!isUnderNpm || process.ppid === parent) return;
    clearInterval(timer);
    child.kill('SIGTERM');
  }, 500);
  return () => clearInterval(timer);
}
