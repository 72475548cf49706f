import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { measureTrace } from './measure-trace.js';
import { readTrace, type TraceMessage } from './read-trace.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatwatch-trace-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function allOf(path: string): Promise<TraceMessage[]> {
  const messages: TraceMessage[] = [];
  for await (const message of readTrace(path)) messages.push(message);
  return messages;
}

async function messagesOf(lines: readonly string[]): Promise<TraceMessage[]> {
  const path = join(folder, 'trace.csv.gz');
  await writeFile(path, gzipSync(['channel,offset_s,author,bytes', ...lines].join('\n')));
  return allOf(path);
}

describe('the trace that comes with the demo', () => {
  it('has 110,578 messages of 3,455 authors in 8 channels over 8.8 hours', async () => {
    const size = await measureTrace(readTrace());
    expect(size).toMatchObject({ messages: 110_578, authors: 3_455, channels: 8 });
    expect(size.seconds / 3600).toBeCloseTo(8.8, 1);
  });

  it('is in order of time and has a length for every text', async () => {
    let previous = 0;
    let faults = 0;
    for await (const { atSeconds, bytes } of readTrace()) {
      if (atSeconds < previous || bytes < 1) faults++;
      previous = atSeconds;
    }
    expect(faults).toBe(0);
  });
});

describe('readTrace', () => {
  it('spreads the messages of a second evenly over it', async () => {
    const messages = await messagesOf(['0,1,0,5', '1,4,0,5', '0,4,2,6', '2,4,1,7', '3,4,1,7', '0,9,0,1']);
    expect(messages.map(({ atSeconds }) => atSeconds)).toEqual([1, 4, 4.25, 4.5, 4.75, 9]);
  });

  it('keeps what a message says of itself', async () => {
    expect(await messagesOf(['7,12,345,67'])).toEqual([{ channel: 7, atSeconds: 12, author: 345, bytes: 67 }]);
  });

  it.each([
    ['a field is missing', ['0,1,0,5', '0,2,0'], /line 3 /],
    ['a field is no number', ['0,one,0,5'], /line 2 /],
    ['a message is earlier than the one before', ['0,5,0,5', '0,4,0,5'], /line 3 /],
  ])('names the line where %s', async (_name, lines, expected) => {
    await expect(messagesOf(lines)).rejects.toThrow(expected);
  });

  it('refuses a file with other columns', async () => {
    const path = join(folder, 'other.csv.gz');
    await writeFile(path, gzipSync('time,text\n1,hello\n'));
    await expect(allOf(path)).rejects.toMatchObject({ code: 'bad_trace' });
  });

  it('names a file that is not there, or is not compressed', async () => {
    const missing = join(folder, 'missing.csv.gz');
    await expect(allOf(missing)).rejects.toThrow(missing);
    const plain = join(folder, 'plain.csv');
    await writeFile(plain, 'channel,offset_s,author,bytes\n');
    await expect(allOf(plain)).rejects.toThrow(plain);
  });
});
