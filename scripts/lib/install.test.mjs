import { describe, expect, test } from '@jest/globals';
import { isInstalled } from './install.mjs';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/@chatwatch/client': { link: true },
    'node_modules/ws': { version: '8.23.0' },
    'node_modules/native-darwin-arm64': { version: '1.0.0', optional: true },
  },
};
const installed = {
  packages: { 'node_modules/@chatwatch/client': { link: true }, 'node_modules/ws': { version: '8.23.0' } },
};

/** @param {Record<string, { version?: string }>} packages */
const installedWith = (packages) => ({ packages: { ...installed.packages, ...packages } });

describe('what is installed', () => {
  test('matches without the optional packages of other platforms', () => {
    expect(isInstalled(wanted, installed)).toBe(true);
  });

  test('does not match when npm left no record', () => {
    expect(isInstalled(wanted, undefined)).toBe(false);
  });

  test('does not match when a package is missing', () => {
    expect(isInstalled(wanted, { packages: { 'node_modules/ws': { version: '8.23.0' } } })).toBe(false);
  });

  test('does not match when a package has another version', () => {
    expect(isInstalled(wanted, installedWith({ 'node_modules/ws': { version: '8.22.0' } }))).toBe(false);
  });

  test('does not match when a package is left from before', () => {
    expect(isInstalled(wanted, installedWith({ 'node_modules/left-pad': { version: '1.3.0' } }))).toBe(false);
  });
});
