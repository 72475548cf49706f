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
export async function startService(options: ServiceOptions = {}): Promise<RunningServer> {
  if (!existsSync(file)) throw new BenchError('the service is not built: run `npm run build`');
  const data = await dataFolder();
  try {
    return await startOn(data, options);
  } catch (error) {
    data.remove();
    throw error;
  }
}

async function startOn(
  data: { readonly path: string; readonly remove: () => void },
  { fill, env }: ServiceOptions,
): Promise<RunningServer> {
  const standard = { PORT: '0', DATA_DIR: data.path, METRICS_PUBLIC: 'on', RATE_LIMITS: 'off' };
  const server = await ChildServer.start({ file, env: { ...standard, ...env } });
  const stop = async (): Promise<void> => {
    await server.stop();
    data.remove();
  };
  try {
    const account = await openAccount(server.port);
    fill?.(join(data.path, 'chatwatch.db'));
    return { process: server, target: { port: server.port, ...account }, stop };
  } catch (error) {
    await stop();
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
