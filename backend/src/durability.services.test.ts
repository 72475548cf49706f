import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ChatClient, RestClient } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findProgram } from './testing/program.js';
import { spawnService } from './testing/spawn-service.js';

const MESSAGES = 30;

const strace = findProgram('strace');
const describeTraced = strace === undefined ? describe.skip : describe;

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-durable-'));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

/** Whether a line is the end of a sync that worked, also where the call was interrupted by another thread's. */
const isSynced = (line: string): boolean => /\b(fsync|fdatasync)(\(\d+\)| resumed>\)?)\s+= 0/.test(line);
const isAck = (line: string): boolean =>
  /\b(write|writev|sendto|sendmsg)\(/.test(line) && line.includes('\\"type\\":\\"ack\\"');

/** For each ack in a trace, whether a sync ended between the ack before it and itself. */
const syncedBeforeAck = (trace: string): boolean[] => {
  const results: boolean[] = [];
  let isSyncedSince = false;
  for (const line of trace.split('\n')) {
    if (isSynced(line)) isSyncedSince = true;
    if (!isAck(line)) continue;
    results.push(isSyncedSince);
    isSyncedSince = false;
  }
  return results;
};

describeTraced('acknowledging, as the kernel sees it', () => {
  it('never lets an ack leave before the sync of its commit', async () => {
    const trace = path.join(directory, 'trace.txt');
    const calls = 'trace=fsync,fdatasync,write,writev,sendto,sendmsg';
    const tracer = [strace ?? 'strace', '-f', '-qq', '-s', '200', '-e', calls, '-o', trace, process.execPath];
    const service = await spawnService({ DATA_DIR: directory }, tracer);
    const account = { name: 'Ann', email: 'ann@chat.example', password: 'a password' };
    const { token } = await new RestClient({ baseUrl: service.url }).register(account);
    const rest = new RestClient({ baseUrl: service.url, token });
    const channel = await rest.createChannel({ name: 'general', type: 'public' });
    const client = new ChatClient({ url: `${service.url.replace('http', 'ws')}/ws`, token });
    await client.connect();
    // One at a time, so that each ack has a commit of its own to wait for.
    for (let index = 0; index < MESSAGES; index++) await client.send(channel.id, `text ${index}`);
    client.close();
    await service.end('SIGINT');
    expect(syncedBeforeAck(await readFile(trace, 'utf8'))).toEqual(Array.from({ length: MESSAGES }, () => true));
  }, 60_000);
});

describe('the judge of traces', () => {
  it('catches an ack that leaves before its sync', () => {
    const ack = '7 write(20, "\\201\\"{\\"type\\":\\"ack\\"}", 40) = 40';
    const sync = '9 <... fsync resumed>) = 0';
    expect(syncedBeforeAck([sync, ack, ack, sync].join('\n'))).toEqual([true, false]);
    expect(syncedBeforeAck(['9 fdatasync(21) = -1 EIO', ack].join('\n'))).toEqual([false]);
  });
});
