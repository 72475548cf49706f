import type { Pair, Plan, Sample } from '../bench.js';
import { interleave } from '../interleave.js';
import { readable } from '../report/table.js';
import type { RunningServer } from '../server/run-on.js';
import { HttpLoad, type Question } from './http-load.js';

const CONNECTIONS = 32;

/** Requests of one round, and what they ask for. */
export interface RequestLoad {
  readonly requests: { readonly ours: number; readonly peer: number };
  readonly question?: Question;
  /** Rounds that are not counted: the first requests run in code that is not compiled yet. */
  readonly warmUps: number;
}

/** CPU time a request, microseconds, of two servers that are asked in turns. */
export async function compareCpuPerRequest(
  plan: Plan,
  { ours, peer }: { readonly ours: RunningServer; readonly peer: RunningServer },
  { requests, question, warmUps }: RequestLoad,
): Promise<Pair[]> {
  const oursLoad = await HttpLoad.open(ours.target.port, CONNECTIONS, question);
  const peerLoad = await HttpLoad.open(peer.target.port, CONNECTIONS, question);
  const sides = {
    ours: () => cpuPerRequest(ours, oursLoad, requests.ours),
    peer: () => cpuPerRequest(peer, peerLoad, requests.peer),
  };
  try {
    for (let warmUp = 0; warmUp < warmUps; warmUp++) await interleave({ ...plan, runs: 1 }, sides, readable);
    return await interleave(plan, sides, readable);
  } finally {
    oursLoad.close();
    peerLoad.close();
  }
}

async function cpuPerRequest({ process }: RunningServer, load: HttpLoad, requests: number): Promise<Sample> {
  const before = await process.usage();
  const startedAt = performance.now();
  await load.run(requests);
  const elapsedSeconds = (performance.now() - startedAt) / 1_000;
  const after = await process.usage();
  const value = (after.cpuMicroseconds - before.cpuMicroseconds) / requests;
  return { value, details: { 'requests/s': requests / elapsedSeconds } };
}
