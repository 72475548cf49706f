import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runGenerator } from './generated-files.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const inputs = ['objectives/objectives.yaml', 'demo/data/chat-trace.csv.gz'];
let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'chatwatch-k6-'));
  for (const path of inputs) await cp(join(repository, path), join(root, path), { recursive: true });
  await mkdir(join(root, 'k6/generated'), { recursive: true });
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

describe('the generator', () => {
  it('writes what the repository holds', async () => {
    expect(runGenerator([], root).lines).toEqual([
      'wrote k6/generated/thresholds.json',
      'wrote k6/generated/traffic.json',
    ]);
    for (const file of ['k6/generated/thresholds.json', 'k6/generated/traffic.json']) {
      expect(await readFile(join(root, file), 'utf8')).toBe(await readFile(join(repository, file), 'utf8'));
    }
    expect(runGenerator(['--check'], root)).toEqual({ exitCode: 0, lines: [] });
  });

  it('names the file that a changed objective leaves behind, and follows it', async () => {
    runGenerator([], root);
    const path = join(root, 'objectives/objectives.yaml');
    await writeFile(path, (await readFile(path, 'utf8')).replace('bound: 0.2', 'bound: 0.1'));
    const { exitCode, lines } = runGenerator(['--check'], root);
    expect(exitCode).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/^k6\/generated\/thresholds\.json differs .* npm run generate$/)]);
    runGenerator([], root);
    expect(await readFile(join(root, 'k6/generated/thresholds.json'), 'utf8')).toContain('"bound": 100\n');
  });

  it('refuses an argument that it does not know', () => {
    expect(runGenerator(['--wat'], root).exitCode).toBe(2);
  });
});
