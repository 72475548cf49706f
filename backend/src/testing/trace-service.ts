import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RestClient } from '@chatwatch/client';
import { spawnService } from './spawn-service.js';

interface TraceOptions {
  /** Where strace is. */
  readonly strace: string;
  /** The system calls to write down. */
  readonly calls: readonly string[];
  /** Further options of strace. */
  readonly flags: readonly string[];
}

/** Somebody who has registered with the service that is traced. */
interface TracedUser {
  readonly url: string;
  readonly token: string;
  readonly rest: RestClient;
}

/**
 * What the kernel sees of a service, which is started, used, and ended.
 * @param use makes it do something, with an account on it
 * @returns the lines of strace, in the order of time
 */
export const traceService = async (
  { strace, calls, flags }: TraceOptions,
  use: (user: TracedUser) => Promise<void>,
): Promise<string> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-traced-'));
  try {
    const trace = path.join(directory, 'trace.txt');
    const tracer = [strace, '-f', '-qq', ...flags, '-e', `trace=${calls.join()}`, '-o', trace, process.execPath];
    const service = await spawnService({ DATA_DIR: directory }, tracer);
    const account = { name: 'Ann', email: 'ann@chat.example', password: 'a password' };
    const { token } = await new RestClient({ baseUrl: service.url }).register(account);
    await use({ url: service.url, token, rest: new RestClient({ baseUrl: service.url, token }) });
    await service.end('SIGINT');
    return await readFile(trace, 'utf8');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};
