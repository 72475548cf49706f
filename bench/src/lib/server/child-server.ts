import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { BenchError } from '../../errors.js';
import type { ServerQuestion, Usage } from './in-server.js';
import { killAtExit } from './leftovers.js';

const START_MS = 30_000;
/** The service promises to end within 10 s of SIGTERM. */
const STOP_MS = 12_000;
const ANSWER_MS = 30_000;
/** Of what a server printed, for the message when it fails. */
const TAIL_CHARACTERS = 2_000;

const inServer = import.meta.resolve('./in-server.js');

export interface ServerOptions {
  /** File of the compiled module that starts it. */
  readonly file: string;
  readonly args?: readonly string[];
  /** Besides these it gets no variable but PATH: what is set where the bench runs does not change the result. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A server in a process of its own, on a free port of 127.0.0.1. */
export class ChildServer {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #forget: () => void;

  private constructor(child: ChildProcess, port: number, forget: () => void) {
    this.#child = child;
    this.port = port;
    this.#forget = forget;
  }

  /** Starts it and waits until it prints its address, `http://127.0.0.1:<port>`, on a line of its output. */
  static async start({ file, args = [], env = {} }: ServerOptions): Promise<ChildServer> {
    const child = fork(file, args, {
      execArgv: ['--expose-gc', '--import', inServer],
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const forget = child.pid === undefined ? () => undefined : killAtExit(child.pid);
    try {
      return new ChildServer(child, await readPort(child), forget);
    } catch (error) {
      child.kill('SIGKILL');
      forget();
      throw error;
    }
  }

  /** CPU and memory so far; after garbage collections when `isSettled`. */
  async usage({ isSettled = false } = {}): Promise<Usage> {
    const question: ServerQuestion = isSettled ? 'settled usage' : 'usage';
    this.#child.send(question);
    const answer = once(this.#child, 'message', { signal: AbortSignal.timeout(ANSWER_MS) });
    // Only `in-server.ts` sends messages, and only this one.
    const [usage] = (await answer) as [Usage];
    return usage;
  }

  /** Ends it by its pid: in good order, or by force when it takes too long. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(timer);
    }
    this.#forget();
  }
}

function readPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (what: string): void => {
      clearTimeout(timer);
      reject(new BenchError(`a server ${what}; it printed:\n${output}`));
    };
    const timer = setTimeout(() => {
      fail(`did not start within ${START_MS / 1_000} s`);
    }, START_MS);
    const read = (text: string): void => {
      output = (output + text).slice(-TAIL_CHARACTERS);
      const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    for (const stream of [child.stdout, child.stderr]) readText(stream, read);
    child.once('error', (error) => {
      fail(`could not be started: ${error.message}`);
    });
    child.once('exit', (code, signal) => {
      fail(`ended at once with ${signal ?? String(code)}`);
    });
  });
}

/** Reads to the end, also what nobody wants any more: a full pipe would hold the server up. */
function readText(stream: Readable | null, read: (text: string) => void): void {
  stream?.setEncoding('utf8').on('data', read);
}
