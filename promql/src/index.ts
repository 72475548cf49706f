export { PromqlError, type Position, type PromqlErrorCode } from './errors.js';
export { compileMatcher } from './matchers.js';
export type { Expression } from './parse/ast.js';
export { parse } from './parse/parse.js';
export { measured, STALE, type Labels, type Matcher, type Series, type SeriesSource } from './series.js';
export { type StoreLimits, type StoreStats } from './store/limits.js';
export { SeriesStore } from './store/series-store.js';
