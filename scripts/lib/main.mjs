import { note } from './output.mjs';

/** A failure that was foreseen: its message says what to do, and a stack would only hide that. */
export class ScriptError extends Error {
  /**
   * @param {string} message
   * @param {number} [exitCode]
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.name = 'ScriptError';
    this.exitCode = exitCode;
  }
}

/**
 * Runs a script with its arguments. What it returns, or the exit code of its `ScriptError`, ends the process.
 * @param {(args: string[]) => Promise<number | void>} work
 */
export async function main(work) {
  process.stdout.on('error', endWhenNobodyReads);
  try {
    process.exitCode = (await work(process.argv.slice(2))) ?? 0;
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    note(error.message);
    process.exitCode = error.exitCode;
  }
}

/**
 * `npm run … | head` stops reading when it has enough; that is no failure.
 * @param {NodeJS.ErrnoException} error
 */
function endWhenNobodyReads(error) {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
