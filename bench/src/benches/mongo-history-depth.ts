import { type Bench, type Pair, type Plan, timesCost } from '../lib/bench.js';
import { runOn } from '../lib/server/run-on.js';
import { runOnMongod } from '../lib/server/run-on-mongod.js';
import { startMongoService } from '../lib/server/service.js';
import { compareDepths } from './history-depth.js';

const run = (plan: Plan): Promise<Pair[]> =>
  runOnMongod((mongod) =>
    runOn(
      () => startMongoService(mongod.databaseUrl()),
      (server) => compareDepths(server, plan),
    ),
  );

/** What a page costs that lies far back, with MongoDB. */
export const mongoHistoryDepth: Bench = {
  name: 'mongo-history-depth',
  summary: 'A page of history 100,000 messages back, beside the first page, over REST and MongoDB.',
  ours: 'the page at depth 100,000',
  peer: 'the first page',
  unit: 'median ms',
  comparison: timesCost,
  pass: 1.7,
  aim: 1.2,
  run,
};
