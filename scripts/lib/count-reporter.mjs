import { say } from './output.mjs';

/**
 * @typedef {object} RunResults what the test runner counted
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {number} numRuntimeErrorTestSuites files that failed before their first test
 */

/**
 * `N passed, N failed, N skipped`. A file that could not even be loaded counts as a failure, so that a run that failed
 * never reads `0 failed`.
 * @param {RunResults} results
 */
export function countLine(results) {
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return `${results.numPassedTests} passed, ${failed} failed, ${results.numPendingTests + results.numTodoTests} skipped`;
}

/** Closes a test run with one plain line, after everything else was printed. */
export default class CountReporter {
  /** @type {string | undefined} */
  #line;

  constructor() {
    process.once('exit', () => {
      if (this.#line) say(this.#line);
    });
  }

  /**
   * @param {unknown} _contexts
   * @param {RunResults} results
   */
  onRunComplete(_contexts, results) {
    this.#line = countLine(results);
  }
}
