import { addedShare, type Bench, type Pair, type Plan, type Sample } from '../lib/bench.js';
import { interleave } from '../lib/interleave.js';
import { HttpLoad } from '../lib/load/http-load.js';
import { readable } from '../lib/report/table.js';
import { type RunningServer, runOn } from '../lib/server/run-on.js';
import { startPeer } from '../lib/server/peer.js';

const CONNECTIONS = 32;

async function run(plan: Plan): Promise<Pair[]> {
  const requests = plan.isQuick ? 5_000 : 20_000;
  return runOn(
    () => startPeer('bare-http', 'observed'),
    (observed) =>
      runOn(
        () => startPeer('bare-http'),
        (bare) => compare(plan, { observed, bare, requests }),
      ),
  );
}

async function compare(
  plan: Plan,
  { observed, bare, requests }: { observed: RunningServer; bare: RunningServer; requests: number },
): Promise<Pair[]> {
  const oursLoad = await HttpLoad.open(observed.target.port, CONNECTIONS);
  const peerLoad = await HttpLoad.open(bare.target.port, CONNECTIONS);
  const sides = {
    ours: () => cpuPerRequest(observed, oursLoad, requests),
    peer: () => cpuPerRequest(bare, peerLoad, requests),
  };
  try {
    for (let warmUp = 0; warmUp < 3; warmUp++) await interleave({ ...plan, runs: 1 }, sides, readable);
    return await interleave(plan, sides, readable);
  } finally {
    oursLoad.close();
    peerLoad.close();
  }
}

async function cpuPerRequest({ process }: RunningServer, load: HttpLoad, requests: number): Promise<Sample> {
  const before = await process.usage();
  await load.run(requests);
  const after = await process.usage();
  return { value: (after.cpuMicroseconds - before.cpuMicroseconds) / requests };
}

/** What counting and timing each request costs where a request costs least. */
export const metricsCost: Bench = {
  name: 'metrics-cost',
  summary: "What telemetry's counting of a request adds to the CPU time of a bare node:http request.",
  ours: 'node:http, observed',
  peer: 'node:http',
  unit: 'CPU us/request',
  comparison: addedShare,
  pass: 0.05,
  aim: 0.01,
  runs: 40,
  run,
};
