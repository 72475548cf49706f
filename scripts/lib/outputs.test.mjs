import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { removeStaleOutputs, sourcesWithoutOutput } from './outputs.mjs';

/** @type {string} */
let workspace;

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'chatwatch-outputs-'));
});
afterEach(() => rmSync(workspace, { recursive: true }));

/** @param {...string} files */
function write(...files) {
  for (const file of files) {
    mkdirSync(dirname(join(workspace, file)), { recursive: true });
    writeFileSync(join(workspace, file), '');
  }
}

/** @param {string} module */
const compiled = (module) => ['.js', '.js.map', '.d.ts', '.d.ts.map'].map((ending) => `dist/${module}${ending}`);

/** @param {string} file */
const exists = (file) => existsSync(join(workspace, file));

describe('stale outputs', () => {
  test('a compiled test whose source is gone is removed with its maps and declarations', () => {
    write('src/index.ts', ...compiled('index'), ...compiled('old.test'));
    expect(removeStaleOutputs(workspace)).toEqual(['old.test']);
    expect(compiled('old.test').filter(exists)).toEqual([]);
    expect(compiled('index').filter(exists)).toHaveLength(4);
  });

  test('folders that become empty go too', () => {
    write('src/index.ts', ...compiled('gone/deep/one'));
    removeStaleOutputs(workspace);
    expect(exists('dist/gone')).toBe(false);
    expect(exists('dist')).toBe(true);
  });

  test('a component keeps its output', () => {
    write('src/Panel.tsx', ...compiled('Panel'));
    expect(removeStaleOutputs(workspace)).toEqual([]);
  });

  test('bundles, assets and the compiler’s own notes stay', () => {
    const others = ['dist/.tsbuildinfo', 'dist/web/app.js', 'dist/web/app.js.map', 'dist/schema.json'];
    write('src/index.ts', ...others);
    expect(removeStaleOutputs(workspace)).toEqual([]);
    expect(others.every(exists)).toBe(true);
  });

  test('a workspace that was never compiled has none', () => {
    write('src/index.ts');
    expect(removeStaleOutputs(workspace)).toEqual([]);
  });
});

test('a source without its compiled module is found; declarations need none', () => {
  write('src/index.ts', 'src/routes/users.ts', 'src/globals.d.ts', ...compiled('index'));
  expect(sourcesWithoutOutput(workspace)).toEqual([join('routes', 'users.ts')]);
});
