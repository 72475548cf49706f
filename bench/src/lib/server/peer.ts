import { fileURLToPath } from 'node:url';
import { ChildServer } from './child-server.js';
import { dataFolder } from './folders.js';
import type { RunningServer } from './run-on.js';

/** The servers in `peers/`, by what they do without. */
export type PeerName =
  | 'ws-broadcast'
  | 'bare-writes'
  | 'uncut-pass'
  | 'single-commit'
  | 'bare-ws'
  | 'bare-http'
  | 'bare-page'
  | 'express-page'
  | 'prefix-range'
  | 'mongo-insert';

/** Starts a peer with its arguments; the first is a folder for what it keeps. It takes any token and any channel. */
export async function startPeer(name: PeerName, ...args: string[]): Promise<RunningServer> {
  const data = await dataFolder();
  const file = fileURLToPath(new URL(`../../peers/${name}.js`, import.meta.url));
  try {
    const server = await ChildServer.start({ file, args: [data.path, ...args] });
    const target = { port: server.port, token: 'any', channelId: 'one' };
    return {
      process: server,
      target,
      stop: async () => {
        await server.stop();
        data.remove();
      },
    };
  } catch (error) {
    data.remove();
    throw error;
  }
}
