import { execFile } from 'node:child_process';
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { promisify } from 'node:util';

/** Where and of what a result was measured. */
export interface MachineFacts {
  readonly date: string;
  /** The commit that is checked out, with `+` where files differ from it. */
  readonly commit: string;
  readonly cpuModel: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  /** Processes that wanted a core in the last minute, before the bench began: over 0.2, something else ran. */
  readonly loadAverage: number;
}

/** Facts of now. */
export async function machineFacts(): Promise<MachineFacts> {
  return {
    date: new Date().toISOString(),
    commit: await commit(),
    cpuModel: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    system: `${platform()} ${release()}`,
    node: process.version,
    loadAverage: loadavg()[0] ?? 0,
  };
}

async function commit(): Promise<string> {
  const git = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)('git', args, { cwd: import.meta.dirname })).stdout.trim();
  try {
    const head = await git('rev-parse', 'HEAD');
    return (await git('status', '--porcelain')) === '' ? head : `${head}+`;
  } catch {
    // An archive without its history runs all the same.
    return 'unknown';
  }
}
