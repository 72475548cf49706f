import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError } from '../config.js';
import { loadSecrets } from './secrets.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'chatwatch-secrets-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const given = (own: { jwtSecret?: string; serviceToken?: string } = {}) => ({
  dataDir,
  jwtSecret: own.jwtSecret,
  serviceToken: own.serviceToken,
});

describe('loadSecrets', () => {
  it('generates secrets once, for the eyes of their owner alone', async () => {
    const first = await loadSecrets(given());
    expect(await loadSecrets(given())).toEqual(first);
    expect(first.jwtSecret).toHaveLength(43);
    expect(first.jwtSecret).not.toBe(first.serviceToken);
    const { mode } = await stat(path.join(dataDir, 'secrets.json'));
    expect(mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(['secrets.json']);
  });

  it('makes the data directory', async () => {
    dataDir = path.join(dataDir, 'deep', 'data');
    await loadSecrets(given());
    expect(await readdir(dataDir)).toEqual(['secrets.json']);
    dataDir = path.dirname(path.dirname(dataDir));
  });

  it('writes nothing when both are given', async () => {
    const secrets = { jwtSecret: 'j'.repeat(32), serviceToken: 's'.repeat(32) };
    expect(await loadSecrets(given(secrets))).toEqual(secrets);
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('prefers what is given over what is kept, and leaves the file as it is', async () => {
    const kept = await loadSecrets(given());
    const before = await readFile(path.join(dataDir, 'secrets.json'), 'utf8');
    expect(await loadSecrets(given({ serviceToken: 'given-token' }))).toEqual({
      ...kept,
      serviceToken: 'given-token',
    });
    expect(await readFile(path.join(dataDir, 'secrets.json'), 'utf8')).toBe(before);
  });

  it.each(['', '{', '[]', '{"jwtSecret":"short","serviceToken":"0123456789"}'])(
    'names the file that holds %p instead of secrets, and leaves it',
    async (text) => {
      const file = path.join(dataDir, 'secrets.json');
      await writeFile(file, text);
      await expect(loadSecrets(given())).rejects.toThrow(ConfigError);
      await expect(loadSecrets(given())).rejects.toThrow(file);
      expect(await readFile(file, 'utf8')).toBe(text);
    },
  );
});
