export { buildPresence, type BuiltPresence } from './build-presence.js';
export type { Presence } from './presence.js';
