/**
 * Takes our own switch out of the arguments of `npm test`; all the others are for the test runner.
 * @param {string[]} args
 */
export function parseTestArguments(args) {
  return {
    withServices: args.includes('--services'),
    runnerArguments: args.filter((argument) => argument !== '--services'),
  };
}
