import { debianPackage } from '../sources/debian.mjs';

const byHand = 'Debian, Ubuntu: apt-get install prometheus; macOS: brew install prometheus';
const source = debianPackage({ package: 'prometheus', unit: 'prometheus', usually: '20 s' });

/** @type {import('../part.mjs').Part} */
export const prometheus = {
  name: 'prometheus',
  programs: ['prometheus'],
  minimum: '2.42',
  versionArguments: ['--version'],
  source,
  byHand,
};

/** Checks and unit-tests Prometheus rules; comes with Prometheus. @type {import('../part.mjs').Part} */
export const promtool = {
  name: 'promtool',
  programs: ['promtool'],
  // The first to know keep_firing_for in rules.
  minimum: '2.42',
  versionArguments: ['--version'],
  source,
  byHand,
};
