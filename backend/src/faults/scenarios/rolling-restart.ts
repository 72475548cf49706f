import type { World } from '../world/world.js';

interface RestartFigures {
  /** From each signal until the process had ended. */
  readonly exitMs: readonly number[];
  readonly exitCodes: readonly (number | null)[];
  /** How long clients were told to stay away. */
  readonly toldMs: readonly number[];
}

/** Stops one node after the other in the middle of sends, in good order, and starts it again. */
export const restartInTurn = async (
  world: World,
  { restarts, sends }: { restarts: number; sends: number },
): Promise<RestartFigures> => {
  const exitMs: number[] = [];
  const exitCodes: (number | null)[] = [];
  const toldMs: number[] = [];
  const stops = world.clients.map((client) =>
    client.on('draining', ({ reconnectAfterMs }) => toldMs.push(reconnectAfterMs)),
  );
  for (let restart = 0; restart < restarts; restart++) {
    const node = world.nodes[restart % world.nodes.length];
    if (node === undefined) throw new Error('a world has nodes');
    const halfway = world.ledger.more(sends / 2);
    const sent = world.send(sends);
    await halfway;
    const toldAt = performance.now();
    exitCodes.push(await node.end('SIGTERM'));
    exitMs.push(performance.now() - toldAt);
    await node.start();
    await sent;
    await world.look();
    await world.allBack();
  }
  for (const stop of stops) stop();
  return { exitMs, exitCodes, toldMs };
};
