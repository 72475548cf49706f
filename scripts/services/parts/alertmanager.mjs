import { debianPackage } from '../sources/debian.mjs';

const byHand = 'Debian, Ubuntu: apt-get install prometheus-alertmanager; macOS: brew install alertmanager';
const source = debianPackage({ package: 'prometheus-alertmanager', unit: 'prometheus-alertmanager', usually: '10 s' });

/** @type {import('../part.mjs').Part} */
export const alertmanager = {
  name: 'alertmanager',
  programs: ['alertmanager', 'prometheus-alertmanager'],
  minimum: '0.25',
  versionArguments: ['--version'],
  source,
  byHand,
};

/** Checks Alertmanager's configuration; comes with it. @type {import('../part.mjs').Part} */
export const amtool = {
  name: 'amtool',
  programs: ['amtool'],
  minimum: '0.25',
  versionArguments: ['--version'],
  source,
  byHand,
};
