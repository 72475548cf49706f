import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const logLine = z.object({ msg: z.string(), pid: z.int(), url: z.string().optional() });

/** The service as a process of its own, as it runs in production. */
export interface SpawnedService {
  readonly url: string;
  /** Sends the signal and waits for the end; the exit code, or null where a signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** @param command what runs the service, such as a tracer before Node */
export const spawnService = async (
  env: Record<string, string>,
  command: readonly string[] = [process.execPath],
): Promise<SpawnedService> => {
  const main = fileURLToPath(new URL('../main.js', import.meta.url));
  const [file = process.execPath, ...args] = command;
  const child = spawn(file, [...args, main], {
    env: { PATH: process.env.PATH, PORT: '0', RATE_LIMITS: 'off', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  leaveNoneBehind(child);
  const { url, pid } = await Promise.race([
    startedAt(child),
    ended.then(([code]) => {
      throw new Error(`the service ended with ${String(code)} before it listened`);
    }),
  ]);
  return {
    url,
    end: async (signal) => {
      // The service's own pid: a tracer around it does not pass signals on.
      process.kill(pid, signal);
      return (await ended)[0];
    },
  };
};

/** A test that failed before it ended its service neither hangs on it nor leaves it running. */
const leaveNoneBehind = (child: ChildProcess): void => {
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  child.unref();
};

const startedAt = async (child: ChildProcess): Promise<{ url: string; pid: number }> => {
  if (!child.stdout) throw new Error('the service has no output to read');
  for await (const line of createInterface({ input: child.stdout })) {
    const { msg, url, pid } = logLine.parse(JSON.parse(line));
    if (msg !== 'the service listens' || url === undefined) continue;
    child.stdout.resume();
    if (child.stdout instanceof Socket) child.stdout.unref();
    return { url, pid };
  }
  throw new Error('the service ended before it listened');
};
