import { setTimeout as sleep } from 'node:timers/promises';
import type { Sample } from '../bench.js';

/** What tells how much CPU time it has used: a server, or several together. */
interface Measured {
  usage(): Promise<{ readonly cpuMicroseconds: number }>;
}

interface Reading {
  readonly atMs: number;
  readonly count: number;
  readonly serverMicroseconds: number;
  readonly loadMicroseconds: number;
}

/** How fast `count` grows a second over some time, and how many cores the server and this process were busy with. */
export async function measureRate(count: () => number, server: Measured, durationMs: number): Promise<Sample> {
  const before = await read(count, server);
  await sleep(durationMs);
  const after = await read(count, server);
  const elapsedMs = after.atMs - before.atMs;
  const cores = (which: 'serverMicroseconds' | 'loadMicroseconds'): number =>
    (after[which] - before[which]) / (elapsedMs * 1_000);
  return {
    value: ((after.count - before.count) / elapsedMs) * 1_000,
    details: { 'server cores': cores('serverMicroseconds'), 'load cores': cores('loadMicroseconds') },
  };
}

async function read(count: () => number, server: Measured): Promise<Reading> {
  const { cpuMicroseconds } = await server.usage();
  const { user, system } = process.cpuUsage();
  return {
    atMs: performance.now(),
    count: count(),
    serverMicroseconds: cpuMicroseconds,
    loadMicroseconds: user + system,
  };
}
