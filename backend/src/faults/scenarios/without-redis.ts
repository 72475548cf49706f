import { setTimeout } from 'node:timers/promises';
import { isSoak } from '../../hostile/soak.js';
import { quantile } from '../world/figures.js';
import type { World } from '../world/world.js';

const AWAY_MS = isSoak ? 30_000 : 6_000;
const SENDS = 160;
const READ_MS = 50;

/** Takes Redis away and gives it back. */
export interface Absence {
  begin(): Promise<void> | void;
  end(): Promise<void> | void;
}

interface AbsenceFigures {
  readonly ackP99Ms: number;
  /** While Redis was away. */
  readonly ackP99AwayMs: number;
  /** From the beginning until every node's log told of it. */
  readonly noticedMs: number;
  /** From Redis' return until every reader had what was stored by then. */
  readonly caughtUpMs: number;
  /** Answers of any status but 200 to reads of history. */
  readonly failedReads: number;
}

/** Load before, during and after an absence of Redis. */
export const withoutRedis = async (world: World, absence: Absence): Promise<AbsenceFigures> => {
  await sendRounds(world, 2_000);
  const before = world.ledger.ackMs.length;
  await absence.begin();
  const beganAt = performance.now();
  const noticed = Promise.all(world.nodes.map(({ process }) => process.logged('Redis does not answer'))).then(
    () => performance.now() - beganAt,
  );
  const over = new AbortController();
  const reads = readAgain(world, over.signal);
  await sendRounds(world, AWAY_MS);
  const after = world.ledger.ackMs.length;
  const noticedMs = await noticed;
  await absence.end();
  const caughtUpMs = Math.max(...(await world.caughtUp()));
  over.abort();
  const failedReads = await reads;
  await sendRounds(world, 1_000);
  return {
    ackP99Ms: quantile(world.ledger.ackMs.slice(0, before), 0.99),
    ackP99AwayMs: quantile(world.ledger.ackMs.slice(before, after), 0.99),
    noticedMs,
    caughtUpMs,
    failedReads,
  };
};

/** Rounds of sends until the time is over. */
const sendRounds = async (world: World, durationMs: number): Promise<void> => {
  const end = performance.now() + durationMs;
  while (performance.now() < end) {
    await world.send(SENDS);
    await world.look();
  }
};

const readAgain = async ({ nodes, account, channelId }: World, signal: AbortSignal): Promise<number> => {
  let failed = 0;
  const headers = { authorization: `Bearer ${account.token}` };
  while (!signal.aborted) {
    for (const { url } of nodes) {
      const response = await fetch(`${url}/api/channels/${channelId}/messages`, { headers });
      await response.arrayBuffer();
      if (response.status !== 200) failed += 1;
    }
    await setTimeout(READ_MS);
  }
  return failed;
};
