import { debianPackage } from '../sources/debian.mjs';

/** Redis: the cache's second level and the bus between nodes. @type {import('../part.mjs').Part} */
export const redisServer = {
  name: 'redis-server',
  programs: ['redis-server'],
  minimum: '7.0',
  versionArguments: ['--version'],
  source: debianPackage({ package: 'redis-server', unit: 'redis-server', usually: '10 s' }),
  byHand: 'Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis',
};
