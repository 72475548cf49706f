import { setTimeout } from 'node:timers/promises';
import type { Random } from '../../hostile/seeded-random.js';
import { isSoak } from '../../hostile/soak.js';
import type { World } from '../world/world.js';

/** After a connection that held for this long, clients forget the pauses before it. */
const HELD_MS = isSoak ? 10_000 : 0;

/** Kills a node in the middle of each round of sends and starts it again. */
export const killNodes = async (
  world: World,
  { random, kills, sendsAKill }: { random: Random; kills: number; sendsAKill: number },
): Promise<void> => {
  for (let kill = 0; kill < kills; kill++) {
    const node = random.pick(world.nodes);
    const halfway = world.ledger.more(1 + random.below(sendsAKill / 2));
    const sent = world.send(sendsAKill);
    await halfway;
    await node.end('SIGKILL');
    await node.start();
    await sent;
    await world.look();
    await world.allBack();
    await setTimeout(HELD_MS);
  }
};
