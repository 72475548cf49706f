import type { Bench } from '../lib/bench.js';
import { busPublish } from './bus-publish.js';
import { cacheHit } from './cache-hit.js';
import { cacheStampede } from './cache-stampede.js';
import { cachedPage, cachedPageApp } from './cached-page.js';
import { durableSends } from './durable-sends.js';
import { fanout, fanoutFloor, fanoutSingle, fanoutSingleFloor } from './fanout.js';
import { fanoutNodes } from './fanout-nodes.js';
import { historyDepth } from './history-depth.js';
import { httpBesideFanout } from './http-beside-fanout.js';
import { idleMemory } from './idle-memory.js';
import { level2Hit } from './level2-hit.js';
import { metricsCost, runtimeMetricsCost } from './metrics-cost.js';
import { mongoHistoryDepth } from './mongo-history-depth.js';
import { mongoHotChannel, mongoHotCounter } from './mongo-hot-channel.js';
import { mongoSends } from './mongo-sends.js';
import { slowReader } from './slow-reader.js';
import { userSearch } from './user-search.js';

/** Every bench, in the order in which `all` runs them. */
export const benches: readonly Bench[] = [
  fanout,
  fanoutSingle,
  fanoutFloor,
  fanoutSingleFloor,
  httpBesideFanout,
  durableSends,
  historyDepth,
  userSearch,
  cachedPage,
  cachedPageApp,
  cacheHit,
  cacheStampede,
  level2Hit,
  busPublish,
  fanoutNodes,
  metricsCost,
  runtimeMetricsCost,
  idleMemory,
  slowReader,
  mongoSends,
  mongoHotChannel,
  mongoHotCounter,
  mongoHistoryDepth,
];
