export * from './protocol/codes.js';
export * from './protocol/frames.js';
export * from './protocol/resources.js';
