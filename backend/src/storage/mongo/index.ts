export { openMongoStore } from './mongo-store.js';
