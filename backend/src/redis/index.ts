export { type RedisAddress, type RedisNode, readRedisUrl } from './address.js';
export { RedisLink } from './link.js';
export { createConnection, reconnectDelayMs } from './options.js';
export { runScript, type Script, script } from './script.js';
export type { RedisSubscriber } from './subscriber.js';
export { REDIS_USES, type RedisUse } from './uses.js';
