import { addedShare, type Bench, type Pair, type Plan } from '../lib/bench.js';
import { compareCpuPerRequest } from '../lib/load/cpu-per-request.js';
import { runOn } from '../lib/server/run-on.js';
import { startPeer } from '../lib/server/peer.js';

/** Pairs of servers: two processes of the same code differ by some percent for as long as they run. */
const PROCESSES = 8;

type Observed = 'counted' | 'watched';

async function run(plan: Plan, observed: Observed): Promise<Pair[]> {
  const processes = Math.min(PROCESSES, plan.runs);
  const pairs: Pair[] = [];
  for (let started = 0; started < processes; started++) {
    const runs = Math.ceil((plan.runs - pairs.length) / (processes - started));
    pairs.push(...(await runOnce({ ...plan, runs }, observed)));
  }
  return pairs;
}

function runOnce(plan: Plan, observed: Observed): Promise<Pair[]> {
  const requests = plan.isQuick ? 5_000 : 20_000;
  const load = { warmUps: 3, requests: { ours: requests, peer: requests } };
  return runOn(
    () => startPeer('bare-http', observed),
    (ours) =>
      runOn(
        () => startPeer('bare-http'),
        (bare) => compareCpuPerRequest(plan, { ours, peer: bare }, load),
      ),
  );
}

const common = {
  peer: 'node:http',
  unit: 'CPU us/request',
  comparison: addedShare,
  pass: 0.05,
  aim: 0.01,
  runs: 40,
} as const;

/** What counting and timing each request costs where a request costs least. */
export const metricsCost: Bench = {
  ...common,
  name: 'metrics-cost',
  summary: "What telemetry's counting of a request adds to the CPU time of a bare node:http request.",
  ours: 'node:http, counted',
  run: (plan) => run(plan, 'counted'),
};

/** What the process's own metrics cost under the same load, whoever answers it. */
export const runtimeMetricsCost: Bench = {
  ...common,
  name: 'runtime-metrics-cost',
  summary: "What telemetry's watching of the process, its garbage collections above all, adds to the same request.",
  ours: 'node:http, watched',
  run: (plan) => run(plan, 'watched'),
};
