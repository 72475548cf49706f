import { debianPackage } from '../sources/debian.mjs';

/** @type {import('../part.mjs').Part} */
export const alertmanager = {
  name: 'alertmanager',
  programs: ['alertmanager', 'prometheus-alertmanager'],
  minimum: '0.25',
  versionArguments: ['--version'],
  source: debianPackage({ package: 'prometheus-alertmanager', unit: 'prometheus-alertmanager', usually: '10 s' }),
  byHand: 'Debian, Ubuntu: apt-get install prometheus-alertmanager; macOS: brew install alertmanager',
};
