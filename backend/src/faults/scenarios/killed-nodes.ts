import { setTimeout } from 'node:timers/promises';
import type { Random } from '../../hostile/seeded-random.js';
import { isSoak } from '../../hostile/soak.js';
import type { World } from '../world/world.js';

/** After a connection that held for this long, clients forget the pauses before it. */
const HELD_MS = isSoak ? 10_000 : 0;

interface KillFigures {
  /** From each kill until the node listened again. */
  readonly downMs: readonly number[];
  /** From then on, until each client had its connection. */
  readonly backMs: readonly number[];
}

/** Kills a node in the middle of each round of sends and starts it again. */
export const killNodes = async (
  world: World,
  { random, kills, sendsAKill }: { random: Random; kills: number; sendsAKill: number },
): Promise<KillFigures> => {
  const downMs: number[] = [];
  const backMs: number[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const node = random.pick(world.nodes);
    const halfway = world.ledger.more(1 + random.below(sendsAKill / 2));
    const sent = world.send(sendsAKill);
    await halfway;
    const killedAt = performance.now();
    await node.end('SIGKILL');
    await node.start();
    downMs.push(performance.now() - killedAt);
    backMs.push(...(await world.allBack()));
    await sent;
    await world.look();
    await setTimeout(HELD_MS);
  }
  return { downMs, backMs };
};
