import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

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
}

const START_MS = 20_000;

/** Starts a server and waits for its line. @throws {Error} with what it printed, when it ends or is silent instead */
export const startServerProcess = async (options: ServerProcessOptions): Promise<ServerProcess> => {
  const child = spawn(options.program, options.args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const killNow = (): boolean => child.kill('SIGKILL');
  process.once('exit', killNow);
  void ended.then(() => process.off('exit', killNow));
  try {
    await Promise.race([printed(child, options.readyLine), ended.then(() => failed(options, 'ended'))]);
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

const printed = (child: ChildProcess, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`the server was silent for ${START_MS} ms`));
    }, START_MS);
    if (!child.stdout) throw new Error('the server has no output to read');
    // Read to its end, so that a full pipe never stops the server.
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.includes(text)) return;
      clearTimeout(timer);
      resolve();
    });
    child.once('close', () => {
      clearTimeout(timer);
    });
  });

const failed = ({ program }: ServerProcessOptions, what: string): never => {
  throw new Error(`${program} ${what} before it served`);
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
