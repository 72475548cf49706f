/**
 * A result of the command: goes to standard output, so that it can be piped.
 * @param {string} [line]
 */
export function say(line = '') {
  process.stdout.write(`${line}\n`);
}

/**
 * Progress for the person who waits: goes to standard error, so that results can be piped past it.
 * @param {string} [line]
 */
export function note(line = '') {
  process.stderr.write(`${line}\n`);
}

/**
 * The seconds since `startedMs` (a `Date.now()`), as people read them: `0.4 s`, `12 s`.
 * @param {number} startedMs
 */
export function secondsSince(startedMs) {
  const seconds = (Date.now() - startedMs) / 1000;
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}
