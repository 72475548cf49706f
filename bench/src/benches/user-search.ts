import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';
import Sqlite from 'better-sqlite3';
import { BenchError } from '../errors.js';
import { type Bench, type Pair, type Plan, type Sample, timesCost } from '../lib/bench.js';
import { interleave } from '../lib/interleave.js';
import { beginningsOf, namesOf } from '../lib/load/people.js';
import { readable } from '../lib/report/table.js';
import { startPeer } from '../lib/server/peer.js';
import { type RunningServer, runOn } from '../lib/server/run-on.js';
import { startService } from '../lib/server/service.js';
import { median } from '../lib/statistics.js';

const USERS = 100_000;
const WARM_UP_REQUESTS = 1_000;

async function run(plan: Plan): Promise<Pair[]> {
  const beginnings = beginningsOf(plan.isQuick ? 200 : 1_000);
  plan.note(`storing ${USERS} users on both sides`);
  return runOn(
    // Without its cache: the same beginnings are asked for in every run.
    () => startService({ fill, env: { CACHE_BYTES: '0' } }),
    (ours) =>
      runOn(
        () => startPeer('prefix-range', String(USERS)),
        (peer) => compare(plan, { ours, peer, beginnings }),
      ),
  );
}

async function compare(
  plan: Plan,
  { ours, peer, beginnings }: { ours: RunningServer; peer: RunningServer; beginnings: readonly string[] },
): Promise<Pair[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const medianOf = async ({ target }: RunningServer, texts: readonly string[]): Promise<Sample> => {
    const times: number[] = [];
    for (const beginning of texts) times.push(await timeMs(agent, target, beginning));
    return { value: median(times) };
  };
  try {
    const warmUp = Array.from({ length: WARM_UP_REQUESTS }, (_, index) => beginnings[index % beginnings.length] ?? '');
    for (const side of [ours, peer]) await medianOf(side, warmUp);
    return await interleave(
      plan,
      { ours: () => medianOf(ours, beginnings), peer: () => medianOf(peer, beginnings) },
      readable,
    );
  } finally {
    agent.destroy();
  }
}

/** Accounts beside the service: each registration would cost a password hash. */
function fill(databaseFile: string): void {
  const database = new Sqlite(databaseFile);
  // What the service does to names leaves these as they are.
  database.function('search_name', (name: unknown) => name);
  const insert = database.prepare(
    `INSERT INTO users (id, name, email, password_hash, role, is_disabled, status, created_at)
     VALUES (?, ?, ?, 'none', 'user', 0, 'offline', 0)`,
  );
  database.transaction(() => {
    let next = 0;
    for (const name of namesOf(USERS)) insert.run(`user-${++next}`, name, `${next}@bench.example`);
  })();
  database.close();
}

/** Milliseconds until the answer was read. */
async function timeMs(agent: Agent, { port, token }: RunningServer['target'], beginning: string): Promise<number> {
  const url = `http://127.0.0.1:${port}/api/users/search?q=${beginning}`;
  const startedAt = performance.now();
  const body = await new Promise<string>((resolve, reject) => {
    get(url, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      text(response).then(resolve, reject);
    }).on('error', reject);
  });
  const elapsedMs = performance.now() - startedAt;
  // Each side's own answer, of the shape that the contract says.
  const { users } = JSON.parse(body) as { users?: readonly { name: string }[] };
  const isFound = users?.every(({ name }) => ` ${name}`.includes(` ${beginning}`)) === true && users.length > 0;
  if (!isFound) throw new BenchError(`${beginning} found the wrong users: ${body.slice(0, 200)}`);
  return elapsedMs;
}

/** What best match first costs. */
export const userSearch: Bench = {
  name: 'user-search',
  summary: 'Search of 100,000 users by the first letters of a name, ranked, beside a range in a B-tree, over HTTP.',
  ours: 'the service, words and rank',
  peer: 'Express and a prefix range',
  unit: 'median ms',
  comparison: timesCost,
  pass: 3,
  aim: 1.5,
  run,
};
