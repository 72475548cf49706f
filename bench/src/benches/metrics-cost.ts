import { addedShare, type Bench, type Pair, type Plan } from '../lib/bench.js';
import { compareCpuPerRequest } from '../lib/load/cpu-per-request.js';
import { runOn } from '../lib/server/run-on.js';
import { startPeer } from '../lib/server/peer.js';

/** Pairs of servers: two processes of the same code differ by some percent for as long as they run. */
const PROCESSES = 8;

async function run(plan: Plan): Promise<Pair[]> {
  const processes = Math.min(PROCESSES, plan.runs);
  const pairs: Pair[] = [];
  for (let started = 0; started < processes; started++) {
    const runs = Math.ceil((plan.runs - pairs.length) / (processes - started));
    pairs.push(...(await runOnce({ ...plan, runs })));
  }
  return pairs;
}

function runOnce(plan: Plan): Promise<Pair[]> {
  const requests = plan.isQuick ? 5_000 : 20_000;
  const load = { warmUps: 3, requests: { ours: requests, peer: requests } };
  return runOn(
    () => startPeer('bare-http', 'observed'),
    (observed) =>
      runOn(
        () => startPeer('bare-http'),
        (bare) => compareCpuPerRequest(plan, { ours: observed, peer: bare }, load),
      ),
  );
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
