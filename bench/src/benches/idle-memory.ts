import { type Bench, type Pair, type Plan, type Sample, timesCost } from '../lib/bench.js';
import { interleave } from '../lib/interleave.js';
import { connectMany } from '../lib/load/connect-many.js';
import { RawSocket } from '../lib/load/raw-socket.js';
import { signIn, type Target } from '../lib/load/sign-in.js';
import { requireOpenFiles } from '../lib/open-files.js';
import { readable } from '../lib/report/table.js';
import type { Usage } from '../lib/server/in-server.js';
import { startPeer } from '../lib/server/peer.js';
import { type RunningServer, runOn } from '../lib/server/run-on.js';
import { startService } from '../lib/server/service.js';

/** Connections that are there already, for each one that is measured. */
const BASE = 2;

async function run(plan: Plan): Promise<Pair[]> {
  const sockets = plan.isQuick ? 1_000 : 5_000;
  requireOpenFiles((BASE + 1) * sockets);
  const sides = {
    ours: () => runOn(startService, (server) => bytesPerSocket(server, sockets, signIn)),
    peer: () =>
      runOn(
        () => startPeer('bare-ws'),
        (server) => bytesPerSocket(server, sockets, upgrade),
      ),
  };
  return interleave(plan, sides, readable);
}

type Connect = (target: Target) => Promise<RawSocket>;

const upgrade: Connect = ({ port }) => RawSocket.open(port, '/ws');

/**
 * What `count` connections add to those that are there already. The first ones do not tell: they fill what the start of
 * a service left free, which a bare server does not have, and make heap and allocator grow to their working size.
 */
async function bytesPerSocket({ process, target }: RunningServer, count: number, connect: Connect): Promise<Sample> {
  const sockets: RawSocket[] = [];
  const add = async (more: number): Promise<Usage> => {
    const added = await connectMany(more, () => connect(target));
    // Answers the heartbeats.
    for (const socket of added) socket.count(0, () => undefined);
    sockets.push(...added);
    return process.usage({ isSettled: true });
  };
  try {
    const before = await add(BASE * count);
    const after = await add(count);
    const per = (which: 'rssBytes' | 'heapBytes'): number => (after[which] - before[which]) / count;
    return { value: per('rssBytes'), details: { 'heap bytes': per('heapBytes') } };
  } finally {
    for (const socket of sockets) socket.close();
  }
}

/** What keeping a connection costs that says nothing. */
export const idleMemory: Bench = {
  name: 'idle-memory',
  summary:
    'Resident memory of an idle, signed-in connection, beside one of a bare ws server, of 5,000 on top of 10,000.',
  ours: 'the service, signed in',
  peer: 'bare ws',
  unit: 'RSS bytes/connection',
  comparison: timesCost,
  pass: 1.6,
  aim: 1.25,
  run,
};
