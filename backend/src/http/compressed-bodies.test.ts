import { Buffer } from 'node:buffer';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { parseExposition } from '@chatwatch/objectives';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type SpawnedService, spawnService } from '../testing/spawn-service.js';

const MEBIBYTE = 1_024 * 1_024;
const BOMB_BYTES = 100 * MEBIBYTE;

let directory: string;
let service: SpawnedService;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-bodies-'));
  service = await spawnService({ DATA_DIR: directory, METRICS_PUBLIC: 'on', LOG_LEVEL: 'info' });
});
afterAll(async () => {
  await service.end('SIGTERM');
  await rm(directory, { recursive: true });
});

const brotli = (bytes: Buffer): Buffer =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

const codings: [string, (bytes: Buffer) => Buffer][] = [
  ['gzip', (bytes) => gzipSync(bytes)],
  ['br', brotli],
  ['deflate', (bytes) => deflateSync(bytes)],
];

const post = async (coding: string, body: Buffer): Promise<{ status: number; body: unknown }> => {
  const headers = { 'content-type': 'application/json', 'content-encoding': coding };
  const response = await fetch(`${service.url}/api/auth/login`, { method: 'POST', headers, body });
  return { status: response.status, body: await response.json() };
};

describe('a body that comes compressed', () => {
  it.each(codings)('in %s is read', async (coding, compress) => {
    const answer = await post(coding, compress(Buffer.from('{"email":"ann@example.org","password":"wrong password"}')));
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
  });

  it.each(codings)('in %s counts as large as it unpacks to', async (coding, compress) => {
    const body = compress(Buffer.from(JSON.stringify({ email: 'x'.repeat(131_072) })));
    expect(body.length).toBeLessThan(4_096);
    expect(await post(coding, body)).toMatchObject({ status: 413, body: { code: 'too_large' } });
  });

  it('with 50 bombs at once costs little memory, and others are served meanwhile', async () => {
    const text = Buffer.alloc(BOMB_BYTES, ' ');
    const bombs = [brotli(text), gzipSync(text)];
    const throwAll = (of: Buffer[]): Promise<{ status: number; rssBytes: number }[]> => {
      const one = async (index: number) => {
        const { status } = await post(index % 2 === 0 ? 'br' : 'gzip', of[index % 2] ?? text);
        return { status, rssBytes: await residentBytes() };
      };
      return Promise.all(Array.from({ length: 50 }, (_, index) => one(index)));
    };
    // As many connections and scrapes as the bombs will need are there before.
    const small = Buffer.from('{}');
    await throwAll([brotli(small), gzipSync(small)]);
    const before = await residentBytes();
    const thrown = throwAll(bombs);
    const served = await Promise.all(Array.from({ length: 20 }, () => fetch(`${service.url}/livez`)));
    expect(new Set(served.map(({ status }) => status))).toEqual(new Set([200]));
    const outcomes = await thrown;
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set([413]));
    const most = Math.max(...outcomes.map(({ rssBytes }) => rssBytes));
    expect(most - before).toBeLessThan(50 * MEBIBYTE);
  });
});

const residentBytes = async (): Promise<number> => {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  return parseExposition(text).get('process_resident_memory_bytes')?.[0]?.value ?? NaN;
};
