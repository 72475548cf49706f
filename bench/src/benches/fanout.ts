import { type Bench, type Pair, type Plan, timesMore } from '../lib/bench.js';
import { interleave } from '../lib/interleave.js';
import { measureFanOut } from '../lib/load/fan-out.js';
import { requireOpenFiles } from '../lib/open-files.js';
import { readable } from '../lib/report/table.js';
import { type PeerName, startPeer } from '../lib/server/peer.js';
import { runOn } from '../lib/server/run-on.js';
import { startService } from '../lib/server/service.js';

const common = {
  ours: 'the service, each message durable',
  unit: 'deliveries/s',
  comparison: timesMore,
};
const loop = { ...common, peer: 'a loop of client.send, nothing kept' };
const floor = { ...common, peer: 'bare writes, each message synced' };

async function run(plan: Plan, inFlight: number, peer: PeerName): Promise<Pair[]> {
  const sockets = plan.isQuick ? 200 : 1_000;
  requireOpenFiles(sockets);
  const load = { sockets, inFlight, ...(plan.isQuick ? quickTimes : fullTimes) };
  const sides = {
    ours: () => runOn(startService, (server) => measureFanOut(server, load)),
    peer: () =>
      runOn(
        () => startPeer(peer),
        (server) => measureFanOut(server, load),
      ),
  };
  return interleave(plan, sides, readable);
}

const fullTimes = { warmUpMs: 2_000, measureMs: 4_000 };
const quickTimes = { warmUpMs: 500, measureMs: 1_000 };

/** Many messages at a time: what coalescing them into one write a socket is worth. */
export const fanout: Bench = {
  ...loop,
  name: 'fanout',
  summary: 'Fan-out to 1,000 sockets with 32 messages in flight, beside a plain ws broadcast loop.',
  pass: 25,
  aim: 35,
  run: (plan) => run(plan, 32, 'ws-broadcast'),
};

/** One message at a time: nothing to coalesce, what framing once is worth, less what durability costs. */
export const fanoutSingle: Bench = {
  ...loop,
  name: 'fanout-single',
  summary: 'Fan-out to 1,000 sockets of one message at a time, beside a plain ws broadcast loop.',
  pass: 1.4,
  aim: 1.8,
  run: (plan) => run(plan, 1, 'ws-broadcast'),
};

/** How much of what Node can do at all is left, once messages are signed in for, checked, numbered and kept. */
export const fanoutFloor: Bench = {
  ...floor,
  name: 'fanout-floor',
  summary: 'Fan-out to 1,000 sockets with 32 messages in flight, beside bare writes that are as durable.',
  pass: 0.5,
  aim: 0.75,
  run: (plan) => run(plan, 32, 'bare-writes'),
};

/** The same for one message at a time, where all that a message costs delays the next one. */
export const fanoutSingleFloor: Bench = {
  ...floor,
  name: 'fanout-single-floor',
  summary: 'Fan-out to 1,000 sockets of one message at a time, beside bare writes that are as durable.',
  pass: 0.65,
  aim: 0.8,
  run: (plan) => run(plan, 1, 'bare-writes'),
};
