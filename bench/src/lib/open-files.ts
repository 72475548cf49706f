import { execFileSync } from 'node:child_process';
import { BenchError } from '../errors.js';

/** Files besides the sockets: the database, the libraries, pipes. */
const SPARE = 200;

/**
 * Makes sure that a process may have so many sockets. Past the limit a server resets connections without a word.
 * Node raises the soft limit to the hard one at its start, and child processes inherit the hard one.
 * @throws {BenchError} that says what to do
 */
export function requireOpenFiles(sockets: number): void {
  const limit = Number(openFilesLimit());
  // Not a number where it is unlimited or where there is no such limit.
  if (Number.isNaN(limit) || limit >= sockets + SPARE) return;
  throw new BenchError(`${sockets} sockets need an open-files limit of ${sockets + SPARE}; \`ulimit -Hn\` is ${limit}`);
}

function openFilesLimit(): string {
  try {
    return execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
