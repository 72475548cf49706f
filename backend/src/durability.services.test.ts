import { ChatClient } from '@chatwatch/client';
import { describe, expect, it } from '@jest/globals';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { traceService } from './testing/trace-service.js';

const MESSAGES = 30;

const strace = findProgram('strace');
const describeTraced = strace === undefined ? describe.skip : describe;

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
    const calls = ['fsync', 'fdatasync', 'write', 'writev', 'sendto', 'sendmsg'];
    const options = { strace: strace ?? 'strace', calls, flags: ['-s', '200'] };
    const trace = await traceService(options, async ({ url, token, rest }) => {
      const channel = await rest.createChannel({ name: 'general', type: 'public' });
      const client = new ChatClient({ url: `${url.replace('http', 'ws')}/ws`, token });
      await client.connect();
      // One at a time, so that each ack has a commit of its own to wait for.
      for (let index = 0; index < MESSAGES; index++) await client.send(channel.id, `text ${index}`);
      client.close();
    });
    expect(syncedBeforeAck(trace)).toEqual(Array.from({ length: MESSAGES }, () => true));
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
