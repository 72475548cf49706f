import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, type Pair, type Plan, type Sample, timesCost } from '../lib/bench.js';
import { interleave } from '../lib/interleave.js';
import { connectMany } from '../lib/load/connect-many.js';
import { RawSocket } from '../lib/load/raw-socket.js';
import { signIn, type Target } from '../lib/load/sign-in.js';
import { requireOpenFiles } from '../lib/open-files.js';
import { readable } from '../lib/report/table.js';
import { startPeer } from '../lib/server/peer.js';
import { type RunningServer, runOn } from '../lib/server/run-on.js';
import { startService } from '../lib/server/service.js';

/** Connections that come and go first: what only the first ones cost, such as compiled code, is not counted. */
const WARM_UP_SOCKETS = 500;
const CLOSED_MS = 2_000;

async function run(plan: Plan): Promise<Pair[]> {
  const sockets = plan.isQuick ? 1_000 : 5_000;
  requireOpenFiles(sockets);
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

async function bytesPerSocket({ process, target }: RunningServer, count: number, connect: Connect): Promise<Sample> {
  const open = (): Promise<RawSocket> => connect(target);
  for (const socket of await connectMany(WARM_UP_SOCKETS, open)) socket.close();
  await sleep(CLOSED_MS);
  const before = await process.usage({ isSettled: true });
  const sockets = await connectMany(count, open);
  try {
    // Answers the heartbeats of those that wait while the last ones connect.
    for (const socket of sockets) socket.count(0, () => undefined);
    const after = await process.usage({ isSettled: true });
    return { value: (after.rssBytes - before.rssBytes) / count };
  } finally {
    for (const socket of sockets) socket.close();
  }
}

/** What keeping a connection costs that says nothing. */
export const idleMemory: Bench = {
  name: 'idle-memory',
  summary: 'Resident memory of an idle, signed-in connection, beside one of a bare ws server, at 5,000 connections.',
  ours: 'the service, signed in',
  peer: 'bare ws',
  unit: 'RSS bytes/connection',
  comparison: timesCost,
  pass: 1.6,
  aim: 1.25,
  run,
};
