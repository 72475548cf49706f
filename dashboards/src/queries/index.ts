export { businessQueries } from './business.js';
export { cacheQueries } from './cache.js';
export { dataQueries, redisQueries } from './data.js';
export { httpQueries } from './http.js';
export { loadQueries } from './load.js';
export { nodeQueries } from './nodes.js';
export { allObjectivesQueries, objectiveQueries } from './objectives.js';
export { realtimeQueries } from './realtime.js';
export { runtimeQueries } from './runtime.js';
