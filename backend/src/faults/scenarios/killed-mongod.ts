import type { Random } from '../../hostile/seeded-random.js';
import type { TestMongod } from '../../testing/servers/mongod.js';
import type { World } from '../world/world.js';

interface KillFigures {
  /** From each start of mongod until it took writes itself. */
  readonly restartMs: readonly number[];
  /** From then on, until a send that waited was acknowledged. */
  readonly ackedAgainMs: readonly number[];
}

/** Kills mongod in the middle of each round of sends and starts it again. */
export const killMongod = async (
  world: World,
  mongod: TestMongod,
  { random, kills, sendsAKill }: { random: Random; kills: number; sendsAKill: number },
): Promise<KillFigures> => {
  const restartMs: number[] = [];
  const ackedAgainMs: number[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const halfway = world.ledger.more(1 + random.below(sendsAKill / 2));
    const sent = world.send(sendsAKill);
    await halfway;
    await mongod.kill();
    const next = world.ledger.more(1);
    const startedAt = performance.now();
    await mongod.restart();
    const upAt = performance.now();
    restartMs.push(upAt - startedAt);
    await next;
    ackedAgainMs.push(performance.now() - upAt);
    await sent;
    await world.look();
  }
  return { restartMs, ackedAgainMs };
};
