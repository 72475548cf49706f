import { spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A real server as a child process; it ends with the test's process, however that ends. */
export interface ServerProcess {
  readonly pid: number;
  /** Stops its execution: its sockets stay open and nothing answers. */
  pause(): void;
  resume(): void;
  /** Ends it at once, as a crash would; resolves when it is gone. */
  kill(): Promise<void>;
}

export interface ServerProcessOptions {
  readonly program: string;
  readonly args: readonly string[];
  /** Part of the line that it prints once it serves. */
  readonly readyLine: string;
  /** Where it prints that line; what is read is not shown, unless the start fails. */
  readonly logsTo?: 'stdout' | 'stderr';
}

const START_MS = 20_000;

/** Lines of its log that tell why it did not start. */
const LAST_LINES = 20;

/** Starts a server and waits for its line. @throws {Error} with what it printed, when it ends or is silent instead */
export const startServerProcess = async (options: ServerProcessOptions): Promise<ServerProcess> => {
  const logsTo = options.logsTo ?? 'stdout';
  const stdio: StdioOptions = logsTo === 'stdout' ? ['ignore', 'pipe', 'inherit'] : ['ignore', 'inherit', 'pipe'];
  const child = spawn(options.program, options.args, { stdio });
  const ended = once(child, 'close');
  const killNow = (): boolean => child.kill('SIGKILL');
  process.once('exit', killNow);
  void ended.then(() => process.off('exit', killNow));
  try {
    const lines: string[] = [];
    const ready = printed(child[logsTo], options.readyLine, lines);
    await Promise.race([ready, ended.then(() => failed(options, lines))]);
  } catch (error) {
    killNow();
    throw error;
  }
  return {
    pid: child.pid ?? 0,
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    kill: async () => {
      killNow();
      await ended;
    },
  };
};

/** Resolves at the line; `lines` takes the last ones before it. */
const printed = (output: Readable | null, text: string, lines: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    let isReady = false;
    const timer = setTimeout(() => {
      reject(new Error(`the server was silent for ${START_MS} ms`));
    }, START_MS);
    if (!output) throw new Error('the server has no output to read');
    // Read to its end, so that a full pipe never stops the server.
    createInterface({ input: output }).on('line', (line) => {
      if (isReady) return;
      lines.push(line);
      if (lines.length > LAST_LINES) lines.shift();
      if (!line.includes(text)) return;
      isReady = true;
      clearTimeout(timer);
      resolve();
    });
    output.once('close', () => {
      clearTimeout(timer);
    });
  });

const failed = ({ program }: ServerProcessOptions, lines: readonly string[]): never => {
  throw new Error(`${program} ended before it served:\n${lines.join('\n')}`);
};

/** Ports of the loopback that are free now, each different. */
export const freePorts = async (count: number): Promise<number[]> => {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port was given');
    return address.port;
  });
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
};
