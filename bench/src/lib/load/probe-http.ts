import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

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
  const { stdout } = await promisify(execFile)(process.execPath, [file, url, String(perSecond), String(durationMs)], {
    timeout: durationMs + ANSWERS_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
  // The probe prints an array of numbers and nothing else.
  return JSON.parse(stdout) as number[];
}
