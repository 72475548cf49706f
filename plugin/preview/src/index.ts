export { startConsole, type ConsoleOptions } from './start-console.js';
export type { Preview } from './start-preview.js';
