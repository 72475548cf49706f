// Times are written in one zone, wherever the tests run.
process.env.TZ = 'UTC';

const base = require('./.config/jest.config');
const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');

const swc = base.transform['^.+\\.(t|j)sx?$'];
/** Beside those of the scaffold. */
const esModules = ['@react-hookz/web', '@ver0/deep-equal'];

module.exports = {
  ...base,
  displayName: 'plugin',
  rootDir: __dirname,
  setupFiles: ['<rootDir>/jest-polyfills.js'],
  // The chat client has a part for Node.js, which is what a resolver that runs in Node.js chooses.
  moduleNameMapper: { ...base.moduleNameMapper, '^#websocket$': '<rootDir>/../client/dist/websocket/browser.js' },
  transform: { '^.+\\.(t|j|mj|cj)sx?$': swc },
  transformIgnorePatterns: [nodeModulesToTransform([...grafanaESModules, ...esModules])],
};
