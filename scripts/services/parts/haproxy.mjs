import { debianPackage } from '../sources/debian.mjs';

/** The balancer before several nodes. @type {import('../part.mjs').Part} */
export const haproxy = {
  name: 'haproxy',
  programs: ['haproxy'],
  minimum: '2.6',
  versionArguments: ['-v'],
  source: debianPackage({ package: 'haproxy', unit: 'haproxy', usually: '10 s' }),
  byHand: 'Debian, Ubuntu: apt-get install haproxy; macOS: brew install haproxy',
};
