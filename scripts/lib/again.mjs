import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { countLine } from './count-reporter.mjs';
import { say } from './output.mjs';
import { root } from './project.mjs';

/**
 * @typedef {import('./count-reporter.mjs').RunResults & {
 *   testResults: { name: string, status: string, assertionResults: { status: string }[] }[]
 * }} RunReport what the test runner writes
 * @typedef {(runnerArguments: string[]) => Promise<number>} Runner answers with the exit code
 */

/** More files than this do not fail by chance. */
const MOST = 3;

/**
 * Runs tests, and once more, one after another, the few files that failed: on a machine whose company is not known a
 * real server may miss its time. What passed only then is named as such, so that it can be made sound.
 * @param {Runner} run
 * @param {string[]} runnerArguments
 * @returns {Promise<number>} 0 when everything passed in the end
 */
export async function runWithSecondChance(run, runnerArguments) {
  const folder = await mkdtemp(join(tmpdir(), 'chatwatch-tests-'));
  try {
    /** @type {(name: string, more: string[]) => Promise<{ code: number, report: RunReport | undefined }>} */
    const attempt = async (name, more) => {
      const file = join(folder, `${name}.json`);
      // A test that timed out may go on for ever, and with it the runner.
      const code = await run([...more, '--forceExit', '--json', `--outputFile=${file}`]);
      return { code, report: read(file) };
    };
    const first = await attempt('first', runnerArguments);
    const failed = first.report ? failedFiles(first.report) : [];
    if (first.code === 0 || !first.report || failed.length === 0 || failed.length > MOST) {
      // Ended by force, the runner loses the line that its reporter closes with.
      if (first.report) say(countLine(first.report));
      return first.code;
    }
    say(`Once more, alone: ${names(failed)}`);
    const second = await attempt('second', ['--runInBand', '--runTestsByPath', ...failed]);
    if (second.code === 0) say(`Failed at first and passed when run alone: ${names(failed)}`);
    say(countLine(second.report ? inTheEnd(first.report, second.report) : first.report));
    return second.code;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {RunReport} report */
const failedFiles = ({ testResults }) =>
  testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);

/**
 * The first run's counts with those of its failed files as they were the second time.
 * @param {RunReport} first
 * @param {RunReport} second
 * @returns {import('./count-reporter.mjs').RunResults}
 */
function inTheEnd(first, second) {
  const before = first.testResults.filter(({ status }) => status === 'failed').flatMap((file) => file.assertionResults);
  const passedBefore = before.filter(({ status }) => status === 'passed').length;
  const skippedBefore = before.filter(({ status }) => status === 'pending').length;
  return {
    numPassedTests: first.numPassedTests - passedBefore + second.numPassedTests,
    numFailedTests: second.numFailedTests,
    numPendingTests: first.numPendingTests - skippedBefore + second.numPendingTests,
    numTodoTests: first.numTodoTests,
    numRuntimeErrorTestSuites: second.numRuntimeErrorTestSuites,
  };
}

/** @param {string[]} files */
const names = (files) => files.map((file) => relative(root, file)).join(', ');

/**
 * @param {string} file
 * @returns {RunReport | undefined}
 */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
