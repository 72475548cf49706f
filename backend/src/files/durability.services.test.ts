import { describe, expect, it } from '@jest/globals';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { traceService } from '../testing/trace-service.js';

const UPLOADS = 10;

const strace = findProgram('strace');
const describeTraced = strace === undefined ? describe.skip : describe;

/** What has to be synced before an upload is acknowledged: the file, the directory that names it, its record. */
const NEEDED = [/\/files\/[A-Za-z0-9]{20}$/, /\/files$/, /\/chatwatch\.db-wal$/];

/** For each 201 in a trace, how many of `NEEDED` were synced since the one before. */
const syncedBeforeAnswer = (trace: string): number[] => {
  const results: number[] = [];
  const underWay = new Map<string, string>();
  let synced: string[] = [];
  for (const line of trace.split('\n')) {
    const thread = /^\d+/.exec(line)?.[0] ?? '';
    const begun = /\bf(?:data)?sync\(\d+<([^>]+)>/.exec(line)?.[1];
    if (begun !== undefined) underWay.set(thread, begun);
    if (/\bf(?:data)?sync\b.*= 0$/.test(line)) synced.push(underWay.get(thread) ?? '');
    if (!/\bwritev?\(.*HTTP\/1\.1 201 /.test(line)) continue;
    results.push(NEEDED.filter((one) => synced.some((file) => one.test(file))).length);
    synced = [];
  }
  return results;
};

describeTraced('acknowledging an upload, as the kernel sees it', () => {
  it('never lets an answer leave before file, directory and record are synced', async () => {
    const calls = ['fsync', 'fdatasync', 'write', 'writev'];
    const options = { strace: strace ?? 'strace', calls, flags: ['-y', '-s', '40'] };
    const trace = await traceService(options, async ({ rest }) => {
      for (let index = 0; index < UPLOADS; index++) await rest.uploadFile(new Blob([`text ${index}`]));
    });
    const [, ...uploads] = syncedBeforeAnswer(trace);
    expect(uploads).toEqual(Array.from({ length: UPLOADS }, () => NEEDED.length));
  }, 60_000);
});

describe('the judge of traces', () => {
  it('catches an answer that leaves too early', () => {
    const file = '7 fsync(21</data/files/0123456789abcdefghij>) = 0';
    const begun = '8 fsync(22</data/files> <unfinished ...>';
    const ended = '8 <... fsync resumed>) = 0';
    const record = '9 fdatasync(23</data/chatwatch.db-wal>) = 0';
    const answer = '7 write(30<socket:[1]>, "HTTP/1.1 201 Created"..., 400) = 400';
    expect(syncedBeforeAnswer([file, begun, ended, record, answer].join('\n'))).toEqual([3]);
    expect(syncedBeforeAnswer([file, begun, record, answer, ended].join('\n'))).toEqual([2]);
    expect(syncedBeforeAnswer([file, begun, ended, answer, record, answer].join('\n'))).toEqual([2, 1]);
  });
});
