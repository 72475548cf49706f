import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What the service of a test is asked with. */
export const SERVICE_TOKEN = 'a-service-token-for-tests-of-the-console';

const program = fileURLToPath(new URL('../../../../backend/dist/main.js', import.meta.url));

/** A real chat service as a process of its own. */
export interface RunningService {
  readonly url: string;
  /** Ends it at once, as a crash would, and leaves its data. */
  crash(): Promise<void>;
  /** Starts it again after a crash, with its data and at its address. */
  revive(): Promise<void>;
  /** Ends it at once, and its data with it. */
  kill(): Promise<void>;
}

/**
 * Starts the service on a free port and an empty folder.
 * @param defects to be switched on, a comma list
 */
export async function startService(defects = ''): Promise<RunningService> {
  const folder = await mkdtemp(join(tmpdir(), 'chatwatch-console-'));
  const settings = { DATA_DIR: folder, SERVICE_TOKEN, RATE_LIMITS: 'off', CHATWATCH_DEFECTS: defects };
  let running = await launch({ ...settings, PORT: '0' });
  const { url } = running;
  return {
    url,
    crash: () => running.end(),
    revive: async () => {
      running = await launch({ ...settings, PORT: new URL(url).port });
    },
    kill: async () => {
      await running.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves with where it listens, once it does. */
async function launch(settings: NodeJS.ProcessEnv): Promise<{ url: string; end: () => Promise<void> }> {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'close');
  const url = await new Promise<string>((resolve, reject) => {
    void ended.then(() => {
      reject(new Error('The service ended before it listened.'));
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /"url":"([^"]+?)\/?"/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
  const end = async () => {
    kill();
    await ended;
    process.off('exit', kill);
  };
  return { url, end };
}
