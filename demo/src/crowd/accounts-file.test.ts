import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readAccounts, writeAccounts } from './accounts-file.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatwatch-accounts-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('the file of accounts', () => {
  it('gives back what was written, and only its owner may read it', async () => {
    const accounts = [{ token: 'a.b.c', registeredAt: '2026-01-02T03:04:05.000Z' }];
    await writeAccounts(folder, accounts);
    expect(await readAccounts(folder)).toEqual(accounts);
    const { mode } = await stat(join(folder, 'demo-users.json'));
    expect(mode & 0o777).toBe(0o600);
  });

  it.each([
    ['there is none', undefined],
    ['it is cut off', '[{"token":"a'],
    ['it holds something else', '[{"token":1}]'],
    ['it holds no list', '{}'],
  ])('counts as empty when %s', async (_name, content) => {
    if (content !== undefined) await writeFile(join(folder, 'demo-users.json'), content);
    expect(await readAccounts(folder)).toEqual([]);
  });
});
