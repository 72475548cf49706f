import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RestClient } from '@chatwatch/client';
import { BenchError } from '../../errors.js';
import { ChildServer } from './child-server.js';
import { dataFolder } from './folders.js';
import type { RunningServer } from './run-on.js';

const file = fileURLToPath(new URL('../../../../backend/dist/main.js', import.meta.url));

/** What differs from the service as it ships. */
interface ServiceOptions {
  /** Puts more into the database, beside the service, before anything is measured. */
  readonly fill?: (databaseFile: string) => void;
  /** Variables of its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the chat service as it ships, on an empty SQLite database, with one user and one public channel. */
export async function startService({ fill, env = {} }: ServiceOptions = {}): Promise<RunningServer> {
  const node = await startNode(env);
  try {
    const account = await openAccount(node.process.port);
    fill?.(join(node.folder, 'chatwatch.db'));
    return { ...node, target: { port: node.process.port, ...account } };
  } catch (error) {
    await node.stop();
    throw error;
  }
}

/** The same on an empty database of MongoDB. @param redisUrl of what joins it with other nodes */
export const startMongoService = (url: string, redisUrl?: string): Promise<RunningServer> =>
  startService({ env: mongoEnv(url, redisUrl) });

/** Another node on the database of a running one, for its user and channel. */
export async function startSecondNode(url: string, first: RunningServer, redisUrl?: string): Promise<RunningServer> {
  const node = await startNode(mongoEnv(url, redisUrl));
  return { ...node, target: { ...first.target, port: node.process.port } };
}

const mongoEnv = (url: string, redisUrl?: string): Readonly<Record<string, string>> => ({
  MONGODB_URL: url,
  ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
  JWT_SECRET: 'a secret that all nodes of one bench share',
  SERVICE_TOKEN: 'a-token-of-one-bench',
});

interface Node extends Omit<RunningServer, 'target'> {
  readonly folder: string;
}

async function startNode(env: Readonly<Record<string, string>>): Promise<Node> {
  if (!existsSync(file)) throw new BenchError('the service is not built: run `npm run build`');
  const data = await dataFolder();
  const basics = { PORT: '0', DATA_DIR: data.path, METRICS_PUBLIC: 'on', RATE_LIMITS: 'off' };
  try {
    const server = await ChildServer.start({ file, env: { ...basics, ...env } });
    const stop = async (): Promise<void> => {
      await server.stop();
      data.remove();
    };
    return { process: server, folder: data.path, stop };
  } catch (error) {
    data.remove();
    throw error;
  }
}

async function openAccount(port: number): Promise<{ token: string; channelId: string }> {
  const baseUrl = `http://127.0.0.1:${port}`;
  const account = { name: 'Bench', email: 'bench@example.com', password: 'a password for one run' };
  const { token } = await new RestClient({ baseUrl }).register(account);
  const channel = await new RestClient({ baseUrl, token }).createChannel({ name: 'bench', type: 'public' });
  return { token, channelId: channel.id };
}
