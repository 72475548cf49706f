import { expect, test } from '@jest/globals';
import { countLine } from './count-reporter.mjs';
import { parseTestArguments } from './test-arguments.mjs';

test('keeps every argument for the test runner in its order', () => {
  expect(parseTestArguments(['backend', '-t', 'drops a spike'])).toEqual({
    withServices: false,
    runnerArguments: ['backend', '-t', 'drops a spike'],
  });
});

test('takes --services out, wherever it stands', () => {
  expect(parseTestArguments(['backend', '--services', '--verbose'])).toEqual({
    withServices: true,
    runnerArguments: ['backend', '--verbose'],
  });
});

test('counts todo tests as skipped and files that could not be loaded as failed', () => {
  const results = {
    numPassedTests: 7,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    numRuntimeErrorTestSuites: 3,
  };
  expect(countLine(results)).toBe('7 passed, 4 failed, 3 skipped');
});
