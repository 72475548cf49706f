import { describe, expect, test } from '@jest/globals';
import { completeLockfile } from './complete-lockfile.mjs';
import { lockfileProblems } from './lockfile.mjs';

/**
 * @param {Record<string, import('./lockfile.mjs').LockedPackage>} packages
 * @returns {import('./lockfile.mjs').Lockfile}
 */
const lockfile = (packages) => ({ packages: { '': {}, ...packages } });

describe('lockfile check', () => {
  test('a lockfile of safe versions without addresses passes', () => {
    const packages = {
      'node_modules/@chatwatch/client': { resolved: 'client', link: true },
      'node_modules/ws': { version: '8.23.0' },
    };
    expect(lockfileProblems(lockfile(packages))).toEqual([]);
  });

  test('the address of a registry fails', () => {
    const packages = { 'node_modules/zod': { version: '4.6.7', resolved: 'https://registry.example/zod-4.6.7.tgz' } };
    expect(lockfileProblems(lockfile(packages))).toEqual([expect.stringMatching(/^node_modules\/zod: .*an address/)]);
  });

  test.each([
    ['8.20.9', 1],
    ['8.21.0', 0],
    ['8.21.1', 0],
    ['10.0.0', 0],
  ])('ws %s has %d problems', (version, problems) => {
    expect(lockfileProblems(lockfile({ 'node_modules/ws': { version } }))).toHaveLength(problems);
  });

  test.each([
    ['0.1.13', 1],
    ['1.8.0', 1],
    ['1.9.0', 0],
    ['2.0.0', 1],
    ['8.3.0', 1],
    ['8.4.0', 0],
  ])('path-to-regexp %s, which is mended in two major versions, has %d problems', (version, problems) => {
    expect(lockfileProblems(lockfile({ 'node_modules/path-to-regexp': { version } }))).toHaveLength(problems);
  });

  test('a copy deeper in the tree is held to the same floor', () => {
    const packages = {
      'node_modules/ws': { version: '8.23.0' },
      'node_modules/a/node_modules/ws': { version: '7.5.0' },
    };
    expect(lockfileProblems(lockfile(packages))).toEqual([expect.stringContaining('node_modules/a/node_modules/ws')]);
  });

  test('a package whose name only ends alike is another one', () => {
    expect(lockfileProblems(lockfile({ 'node_modules/@someone/ws': { version: '1.0.0' } }))).toEqual([]);
  });

  test('an optional package without an entry fails, one in a folder above does not', () => {
    const packages = {
      'node_modules/a': { version: '1.0.0', optionalDependencies: { 'b-linux-x64': '1.0.0', 'b-win32-x64': '1.0.0' } },
      'node_modules/b-linux-x64': { version: '1.0.0', optional: true },
    };
    expect(lockfileProblems(lockfile(packages))).toEqual([expect.stringContaining('b-win32-x64')]);
  });
});

describe('completing a lockfile', () => {
  test('adds what is missing with its platform, in the order of names', () => {
    const file = lockfile({
      'node_modules/parser': {
        version: '2.0.0',
        dev: true,
        optionalDependencies: {
          '@parser/binding-linux-arm-musleabihf': '2.0.0',
          '@parser/binding-darwin-x64': '2.0.0',
        },
      },
    });
    completeLockfile(file);
    expect(lockfileProblems(file)).toEqual([]);
    expect(Object.keys(file.packages)).toEqual([
      '',
      'node_modules/@parser/binding-darwin-x64',
      'node_modules/@parser/binding-linux-arm-musleabihf',
      'node_modules/parser',
    ]);
    expect(file.packages['node_modules/@parser/binding-linux-arm-musleabihf']).toEqual({
      version: '2.0.0',
      cpu: ['arm'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    });
  });

  test('refuses a package whose name tells no platform', () => {
    const packages = { 'node_modules/a': { version: '1.0.0', optionalDependencies: { fsevents: '2.3.3' } } };
    expect(() => completeLockfile(lockfile(packages))).toThrow(/fsevents: no platform/);
  });
});
