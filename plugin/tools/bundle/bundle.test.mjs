import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { judge } from './judge.mjs';
import { measure } from './measure.mjs';

const files = new Map(
  ['module.js', '1.js', '2.js', '3.js', '4.js', 'plugin.json'].map((path, at) => [
    path,
    Buffer.from(`define(${JSON.stringify({ path, at })})`),
  ]),
);

/** @param {string[]} paths */
const gzipped = (...paths) =>
  paths.reduce((sum, path) => sum + gzipSync(files.get(path) ?? '', { level: 9 }).length, 0);

const groups = [
  { request: 'module', from: '', files: ['module.js'] },
  { request: './app/app', from: 'module.tsx', files: ['1.js'] },
  { request: './pages/configuration/settings', from: 'module.tsx', files: ['4.js'] },
  { request: '../pages/overview/overview', from: 'app/app.tsx', files: ['1.js', '2.js'] },
  { request: '../pages/api/api', from: 'app/app.tsx', files: ['2.js', '3.js'] },
];

describe('measuring', () => {
  const measured = measure(files, groups);

  test('adds up every script once, and nothing else', () => {
    expect(measured.wholeBytes).toBe(gzipped('module.js', '1.js', '2.js', '3.js', '4.js'));
  });

  test('counts for the first page the entry, what surrounds all pages, and the page', () => {
    expect(measured.entryBytes).toBe(gzipped('module.js'));
    expect(measured.firstPageBytes).toBe(gzipped('module.js', '1.js', '2.js'));
  });

  test('gives what each page adds, largest first', () => {
    expect(measured.pages.map(({ name }) => name).at(0)).toBe('api');
    expect(measured.pages).toContainEqual({ name: 'overview', bytes: gzipped('2.js') });
    expect(measured.pages).toContainEqual({ name: 'configuration', bytes: gzipped('4.js') });
  });
});

test('refuses the groups of another build', () => {
  expect(() => measure(files, [{ request: 'module', from: '', files: ['gone.js'] }])).toThrow(/gone\.js/);
});

describe('judging', () => {
  const budgets = { wholeBytes: 100, entryBytes: 10, firstPageBytes: 50, pageBytes: 40 };
  const measured = { wholeBytes: 100, entryBytes: 10, firstPageBytes: 50, pages: [{ name: 'api', bytes: 40 }] };

  test('takes what is just as large as it may be', () => {
    expect(judge(measured, budgets).filter(({ isOver }) => isOver)).toEqual([]);
  });

  test.each([
    ['whole', { wholeBytes: 101 }],
    ['entry', { entryBytes: 11 }],
    ['first page, all that it needs', { firstPageBytes: 51 }],
    ['page api', { pages: [{ name: 'api', bytes: 41 }] }],
  ])('finds one byte too many: %s', (name, larger) => {
    const over = judge({ ...measured, ...larger }, budgets).filter(({ isOver }) => isOver);
    expect(over.map((line) => line.name)).toEqual([name]);
  });
});
