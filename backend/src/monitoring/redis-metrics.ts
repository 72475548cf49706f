import { baseEdges } from '@chatwatch/objectives';
import { HotCounter, HotGauge, HotHistogram, type Telemetry } from '@chatwatch/telemetry';
import { events } from '../events.js';
import { REDIS_USES } from '../redis/index.js';

/**
 * Whether Redis answers, how fast, and what is done without it. Where none is used, all of it stays zero.
 * @returns a function that stops listening
 */
export const observeRedis = (telemetry: Telemetry): (() => void) => {
  const up = telemetry.register(
    new HotGauge({ name: 'chat_redis_up', help: 'Whether Redis answers this node: 1, or 0 while it does not.' }),
  );
  const seconds = telemetry.register(
    new HotHistogram({
      name: 'chat_redis_call_seconds',
      help: 'Time that commands to Redis took, failures included, by what they were for.',
      labels: { use: REDIS_USES },
      edges: [...baseEdges.databaseSeconds],
    }),
  );
  const failures = telemetry.register(
    new HotCounter({
      name: 'chat_redis_failures_total',
      help: 'What was done without Redis: a command failed, or Redis was away and not asked.',
      labels: { use: REDIS_USES, reason: ['away', 'failed'] },
      startsAtZero: true,
    }),
  );
  const stops = [
    events.redisState.subscribe(({ isUp }) => {
      up.child().set(isUp ? 1 : 0);
    }),
    events.redisCall.subscribe(({ use, durationSeconds }) => {
      seconds.child({ use }).observe(durationSeconds);
    }),
    events.redisFailure.subscribe(({ use, reason }) => {
      failures.child({ use, reason }).inc();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
};
