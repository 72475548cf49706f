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
  transform: { '^.+\\.(t|j|mj|cj)sx?$': swc },
  transformIgnorePatterns: [nodeModulesToTransform([...grafanaESModules, ...esModules])],
};
