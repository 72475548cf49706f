import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const logLine = z.looseObject({ msg: z.string(), pid: z.int(), level: z.string() });

type LogLine = z.output<typeof logLine>;

/** The service as a process of its own, as it runs in production. */
export interface SpawnedService {
  readonly url: string;
  readonly pid: number;
  /** What it wrote to both of its outputs so far; all of it once `end` has resolved. */
  readonly output: readonly string[];
  /** The first line of its log with this message, once it is there. */
  logged(message: string): Promise<LogLine>;
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
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  leaveNoneBehind(child);
  const { output, logged } = outputOf(child);
  const { url, pid } = await Promise.race([
    logged('the service listens').then((line) => z.object({ url: z.string(), pid: z.int() }).parse(line)),
    ended.then(([code]) => {
      throw new Error(`the service ended with ${String(code)} before it listened`);
    }),
  ]);
  return {
    url,
    pid,
    output,
    logged,
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

const outputOf = (child: ChildProcess): Pick<SpawnedService, 'output' | 'logged'> => {
  const output: string[] = [];
  const arrivals = new EventEmitter();
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('the service has no output to read');
  createInterface({ input: stdout }).on('line', (line) => {
    output.push(line);
    arrivals.emit('line', line);
  });
  createInterface({ input: stderr }).on('line', (line) => {
    output.push(line);
    process.stderr.write(`${line}\n`);
  });
  for (const stream of [stdout, stderr]) if (stream instanceof Socket) stream.unref();
  return {
    output,
    logged: (message) =>
      new Promise((resolve) => {
        const look = (text: string): void => {
          if (!text.includes(message)) return;
          const line = logLine.parse(JSON.parse(text));
          if (line.msg !== message) return;
          arrivals.off('line', look);
          resolve(line);
        };
        arrivals.on('line', look);
        output.forEach(look);
      }),
  };
};
