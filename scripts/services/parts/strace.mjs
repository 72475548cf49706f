import { debianPackage } from '../sources/debian.mjs';

/** Shows the order of writes and syncs, which durability tests are about. @type {import('../part.mjs').Part} */
export const strace = {
  name: 'strace',
  programs: ['strace'],
  minimum: '5.0',
  versionArguments: ['--version'],
  source: debianPackage({ package: 'strace', usually: '10 s' }),
  byHand: 'Debian, Ubuntu: apt-get install strace; it exists for Linux only',
};
