import { goModule } from '../sources/go-module.mjs';

/** Runs the load scenarios. @type {import('../part.mjs').Part} */
export const k6 = {
  name: 'k6',
  programs: ['k6'],
  minimum: '1.0',
  versionArguments: ['version'],
  source: goModule({ module: 'go.k6.io/k6', version: '1.8.1', builds: 'k6', program: 'k6', usually: '2 to 5 min' }),
  byHand: 'install k6 1.0 or newer, or Go, with which it is compiled',
};
