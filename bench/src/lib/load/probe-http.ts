import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BenchError } from '../../errors.js';

const file = fileURLToPath(new URL('./http-probe.js', import.meta.url));
/** After the last request, for the answers to it. */
const ANSWERS_MS = 30_000;

export interface HttpProbe {
  readonly url: string;
  readonly perSecond: number;
  readonly durationMs: number;
}

/** Latencies of requests at a fixed rate, milliseconds, measured in a process of its own. */
export async function probeHttp({ url, perSecond, durationMs }: HttpProbe): Promise<number[]> {
  const args = [file, url, String(perSecond), String(durationMs)];
  const options = { timeout: durationMs + ANSWERS_MS, maxBuffer: 64 * 1024 * 1024 };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, options);
    // The probe prints an array of numbers and nothing else.
    return JSON.parse(stdout) as number[];
  } catch (cause) {
    throw new BenchError(`the HTTP probe of ${url} failed: ${String(cause)}`, { cause });
  }
}
