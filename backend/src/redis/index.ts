export { type RedisAddress, readRedisUrl } from './address.js';
export { RedisLink } from './link.js';
export { REDIS_USES, type RedisUse } from './uses.js';
