import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { runGenerator } from './generated-files.js';
import { dashboardTexts } from './testing/dashboard-files.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dashboards-'));
  mkdirSync(join(root, 'objectives'));
  writeFileSync(
    join(root, 'objectives/objectives.yaml'),
    readFileSync(join(repository, 'objectives/objectives.yaml'), 'utf8'),
  );
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

it('the files in the repository are what the code makes of the objectives', () => {
  runGenerator([], root);
  const made = readdirSync(join(root, 'dashboards/json')).map((file) => [
    file.slice(0, -'.json'.length),
    readFileSync(join(root, 'dashboards/json', file), 'utf8'),
  ]);
  expect(made).toEqual([...dashboardTexts()]);
});

it('the modules of the console are what the code makes of the objectives', () => {
  runGenerator([], root);
  const folder = 'plugin/src/generated/dashboards';
  const files = readdirSync(join(root, folder));
  expect(files).toEqual(['api.ts', 'data.ts', 'realtime.ts', 'runtime.ts']);
  for (const file of files) {
    const kept = readFileSync(join(repository, folder, file), 'utf8');
    expect(readFileSync(join(root, folder, file), 'utf8')).toBe(kept);
  }
});

it('has nothing to do the second time, and names what differs when it checks', () => {
  expect(runGenerator([], root).lines).toContain('wrote dashboards/json/overview.json');
  expect(runGenerator([], root)).toEqual({ exitCode: 0, lines: [] });
  writeFileSync(join(root, 'dashboards/json/overview.json'), '{}');
  expect(runGenerator(['--check'], root)).toEqual({
    exitCode: 1,
    lines: ['dashboards/json/overview.json differs from what the code makes: run npm run generate'],
  });
});

it('says how it is used when it does not know an argument', () => {
  const command = fileURLToPath(new URL('./generate.js', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, '--chekc'], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: 'usage: generate.js [--check]\n' });
});
