import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DemoError, reasonOf } from './errors.js';
import { addressFrom } from './start-line.js';

/** How long the tokens of the demo's users hold, so that a later run need not register them again. */
export const TOKEN_TTL_SECONDS = 30 * 86_400;

const START_TIMEOUT_MS = 30_000;
/** The service promises to be gone within ten seconds of SIGTERM. */
const STOP_TIMEOUT_MS = 12_000;

const program = fileURLToPath(new URL('../../backend/dist/main.js', import.meta.url));

type Service = ChildProcessByStdio<null, Readable, Readable>;

export interface ServiceOptions {
  /** What its metrics and analytics are read with. */
  readonly serviceToken: string;
  readonly dataDir: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly signal: AbortSignal;
}

/** The chat service as a process of its own. */
export interface RunningService {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Where the service's log goes. */
  readonly logPath: string;
  /** Resolves when the process is gone, with how it went. */
  readonly ended: Promise<string>;
  /** Asks it to drain, and ends it if that takes too long. */
  stop(): Promise<void>;
}

/**
 * Starts the service on its embedded parts and waits until it listens.
 *
 * Throws a {@link DemoError} `service_failed` with what it said.
 */
export async function startService({ dataDir, port, serviceToken, signal }: ServiceOptions): Promise<RunningService> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const logPath = join(dataDir, 'service.log');
  const child = spawn(process.execPath, [program], {
    env: { ...environment(dataDir, port), SERVICE_TOKEN: serviceToken },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C in the terminal is for the demo, which ends the service when it has its numbers.
    detached: true,
  });
  const kill = () => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const ended = endOf(child).finally(() => process.off('exit', kill));
  try {
    const url = await listening(child, { logPath, ended, signal });
    return { url, logPath, ended, stop: () => stop(child, ended) };
  } catch (error) {
    kill();
    throw error;
  }
}

/** Ours, without what would choose other parts than the embedded ones. */
function environment(dataDir: string, port: number): NodeJS.ProcessEnv {
  const ours = {
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dataDir,
    RATE_LIMITS: 'off',
    METRICS_PUBLIC: 'on',
    LOG_LEVEL: 'info',
    TOKEN_TTL_SECONDS: String(TOKEN_TTL_SECONDS),
  };
  // Node leaves out what is undefined.
  const others = { MONGODB_URL: undefined, REDIS_URL: undefined, SENTRY_DSN: undefined, NODE_ENV: undefined };
  return { ...process.env, ...others, ...ours };
}

async function endOf(child: ChildProcess): Promise<string> {
  try {
    // Listened to with once(), a failure to spawn rejects.
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]; // as Node documents it
    return signal === null ? `it exited with code ${code ?? 0}` : `it was ended by ${signal}`;
  } catch (error) {
    return reasonOf(error);
  }
}

interface Start {
  readonly logPath: string;
  readonly ended: Promise<string>;
  readonly signal: AbortSignal;
}

/** The address from the start line; all lines go to the log file. */
async function listening(child: Service, { logPath, ended, signal }: Start): Promise<string> {
  const log = createWriteStream(logPath, { flags: 'a' });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2_000);
    log.write(text);
  });
  const address = addressFrom(child.stdout, (line) => log.write(`${line}\n`));
  const death = ended.then((how) => {
    log.end();
    throw notStarted(complaint.trim() === '' ? `${how}, see ${logPath}` : complaint.trim());
  });
  // After the start it is told by `ended`.
  death.catch(() => undefined);
  const waiting = new AbortController();
  const tooLate = pause(START_TIMEOUT_MS, undefined, { signal: AbortSignal.any([signal, waiting.signal]) }).then(
    () => {
      throw notStarted(`no start line within ${START_TIMEOUT_MS / 1000} s, see ${logPath}`);
    },
    () => {
      throw notStarted('the demo was stopped');
    },
  );
  try {
    return await Promise.race([address, death, tooLate]);
  } finally {
    waiting.abort();
  }
}

function notStarted(reason: string): DemoError {
  return new DemoError('service_failed', `The service did not start: ${reason}`);
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  const cut = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(cut);
}
