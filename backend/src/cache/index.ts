export { Cache } from './cache.js';
export { RedisLevel2 } from './redis/redis-level2.js';
export type { CachePolicy } from './policy.js';
