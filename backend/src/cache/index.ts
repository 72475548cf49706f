export { Cache } from './cache.js';
export type { CachePolicy } from './policy.js';
