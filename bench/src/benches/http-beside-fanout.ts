import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, type Pair, type Plan, type Sample, timesLess } from '../lib/bench.js';
import { interleave } from '../lib/interleave.js';
import { atRate } from '../lib/load/at-rate.js';
import { Audience } from '../lib/load/audience.js';
import { connectMany } from '../lib/load/connect-many.js';
import { SendFrames } from '../lib/load/messages.js';
import { probeHttp } from '../lib/load/probe-http.js';
import { measureRate } from '../lib/load/rate.js';
import { signIn, subscribe } from '../lib/load/sign-in.js';
import { requireOpenFiles } from '../lib/open-files.js';
import { readable } from '../lib/report/table.js';
import { startPeer } from '../lib/server/peer.js';
import { type RunningServer, runOn } from '../lib/server/run-on.js';
import { startService } from '../lib/server/service.js';
import { percentile } from '../lib/statistics.js';

interface Load {
  readonly sockets: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

/** To 5,000 sockets these are 300,000 deliveries a second. */
const MESSAGES_PER_SECOND = 60;
const REQUESTS_PER_SECOND = 200;
const LAST_DELIVERY_MS = 20_000;

async function run(plan: Plan): Promise<Pair[]> {
  const load = plan.isQuick
    ? { sockets: 1_000, warmUpMs: 1_000, measureMs: 2_000 }
    : { sockets: 5_000, warmUpMs: 3_000, measureMs: 8_000 };
  requireOpenFiles(load.sockets);
  const sides = {
    ours: () => runOn(startService, (server) => measure(server, load)),
    peer: () =>
      runOn(
        () => startPeer('uncut-pass'),
        (server) => measure(server, load),
      ),
  };
  return interleave(plan, sides, readable);
}

async function measure(server: RunningServer, load: Load): Promise<Sample> {
  const { target } = server;
  const audience = new Audience(await connectMany(load.sockets, () => subscribe(target)));
  const publisher = await signIn(target);
  publisher.count(0, () => undefined);
  const frames = new SendFrames(target.channelId);
  const stop = atRate(MESSAGES_PER_SECOND, () => {
    publisher.send(frames.next());
  });
  try {
    const sample = await Promise.race([probe(server, audience, load), audience.lost]);
    await audience.hear(stop(), LAST_DELIVERY_MS);
    return sample;
  } finally {
    stop();
    publisher.close();
    audience.close();
  }
}

async function probe({ process, target }: RunningServer, audience: Audience, load: Load): Promise<Sample> {
  await sleep(load.warmUpMs);
  const { measureMs } = load;
  const url = `http://127.0.0.1:${target.port}/livez`;
  const [latenciesMs, deliveries] = await Promise.all([
    probeHttp({ url, perSecond: REQUESTS_PER_SECOND, durationMs: measureMs }),
    measureRate(() => audience.deliveries, process, measureMs),
  ]);
  return {
    value: percentile(latenciesMs, 0.99),
    details: { 'p50 ms': percentile(latenciesMs, 0.5), 'deliveries/s': deliveries.value, ...deliveries.details },
  };
}

/** What a long pass over many sockets does to everyone else on the same event loop. */
export const httpBesideFanout: Bench = {
  name: 'http-beside-fanout',
  summary: 'HTTP p99 beside 300,000 deliveries/s to 5,000 sockets, against a pass that writes all of them in one go.',
  ours: 'the service, passes in slices',
  peer: 'the same pass, uncut',
  unit: 'HTTP p99 ms',
  comparison: timesLess,
  pass: 10,
  aim: 20,
  run,
};
