import { type Bench, type Pair, type Plan, timesMore } from '../lib/bench.js';
import { interleave } from '../lib/interleave.js';
import { measureFanOut } from '../lib/load/fan-out.js';
import { requireOpenFiles } from '../lib/open-files.js';
import { readable } from '../lib/report/table.js';
import { startPeer } from '../lib/server/peer.js';
import { runOn } from '../lib/server/run-on.js';
import { startService } from '../lib/server/service.js';

const both = {
  ours: 'the service, each message durable',
  peer: 'a loop of client.send, nothing kept',
  unit: 'deliveries/s',
  comparison: timesMore,
};

async function run(plan: Plan, inFlight: number): Promise<Pair[]> {
  const sockets = plan.isQuick ? 200 : 1_000;
  requireOpenFiles(sockets);
  const load = { sockets, inFlight, ...(plan.isQuick ? quickTimes : fullTimes) };
  const sides = {
    ours: () => runOn(startService, (server) => measureFanOut(server, load)),
    peer: () =>
      runOn(
        () => startPeer('ws-broadcast'),
        (server) => measureFanOut(server, load),
      ),
  };
  return interleave(plan, sides, readable);
}

const fullTimes = { warmUpMs: 2_000, measureMs: 4_000 };
const quickTimes = { warmUpMs: 500, measureMs: 1_000 };

/** Many messages at a time: what coalescing them into one write a socket is worth. */
export const fanout: Bench = {
  ...both,
  name: 'fanout',
  summary: 'Fan-out to 1,000 sockets with 32 messages in flight, beside a plain ws broadcast loop.',
  pass: 25,
  aim: 35,
  run: (plan) => run(plan, 32),
};

/** One message at a time: nothing to coalesce, what framing once is worth, less what durability costs. */
export const fanoutSingle: Bench = {
  ...both,
  name: 'fanout-single',
  summary: 'Fan-out to 1,000 sockets of one message at a time, beside a plain ws broadcast loop.',
  pass: 1.4,
  aim: 1.8,
  run: (plan) => run(plan, 1),
};
