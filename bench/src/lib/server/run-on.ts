import type { Target } from '../load/sign-in.js';
import type { ChildServer } from './child-server.js';

/** A server under test and how a load reaches it. */
export interface RunningServer {
  readonly process: ChildServer;
  readonly target: Target;
  stop(): Promise<void>;
}

/** Starts a server for one piece of work and stops it, whatever becomes of the work. */
export async function runOn<Result>(
  start: () => Promise<RunningServer>,
  work: (server: RunningServer) => Promise<Result>,
): Promise<Result> {
  const server = await start();
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}
