import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Bench, type Pair, type Plan, type Sample, timesMore } from '../lib/bench.js';
import { type Courier, plainCourier, serviceCourier } from '../lib/bus.js';
import { interleave } from '../lib/interleave.js';
import { startBenchRedis } from '../lib/level2.js';
import { readable } from '../lib/report/table.js';

/** Messages that a busy node says in one turn of its event loop. */
const A_TURN = 20;
/** Said and not yet heard, at most. */
const IN_FLIGHT = 2_000;

async function run(plan: Plan): Promise<Pair[]> {
  const measureMs = plan.isQuick ? 300 : 3_000;
  const redis = await startBenchRedis();
  const [ours, peer] = [await serviceCourier(redis.url), await plainCourier(redis.port)];
  try {
    const sides = { ours: () => perSecond(ours, measureMs), peer: () => perSecond(peer, measureMs) };
    await interleave({ ...plan, runs: 1 }, sides, readable);
    return await interleave(plan, sides, readable);
  } finally {
    await Promise.all([ours.close(), peer.close()]);
    await redis.stop();
  }
}

/** Messages a second that come to another connection, and what they take of this process. */
async function perSecond(courier: Courier, measureMs: number): Promise<Sample> {
  const before = courier.heard;
  let said = before;
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  while (performance.now() - startedAt < measureMs) {
    if (said - courier.heard <= IN_FLIGHT - A_TURN) {
      courier.say(A_TURN);
      said += A_TURN;
    }
    await nextTurn();
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const heard = courier.heard - before;
  const { user, system } = process.cpuUsage(cpu);
  while (courier.heard < said) await nextTurn();
  return { value: heard / seconds, details: { 'us of CPU a message': (user + system) / heard } };
}

/** What it is worth to publish all of a turn together. */
export const busPublish: Bench = {
  name: 'bus-publish',
  summary: 'Messages from one node to another over Redis, 20 a turn, beside publishing each in one pipeline.',
  ours: 'the bus, one batch a turn',
  peer: 'a PUBLISH a message, pipelined',
  unit: 'messages/s',
  comparison: timesMore,
  pass: 3,
  aim: 5,
  run,
};
