import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePorts, startServerProcess } from './server-process.js';

/** A real Alertmanager of a test. */
export interface AlertmanagerServer {
  readonly url: string;
  readonly port: number;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts an Alertmanager on a free port of the loopback, without a cluster; it does not outlive the test's process.
 * @param program path of it, from `findProgram('alertmanager')`
 * @param config text of its configuration
 * @throws {Error} with the end of its log, for a configuration that it does not take
 */
export const startAlertmanager = async (program: string, config: string): Promise<AlertmanagerServer> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-alertmanager-'));
  const remove = (): void => {
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', remove);
  const configFile = path.join(directory, 'alertmanager.yml');
  await writeFile(configFile, config);
  const [port = 0] = await freePorts(1);
  const places = [`--config.file=${configFile}`, `--storage.path=${path.join(directory, 'data')}`];
  const server = await startServerProcess({
    program,
    // Without the empty address it would listen for others of its kind on all addresses.
    args: [...places, `--web.listen-address=127.0.0.1:${port}`, '--cluster.listen-address='],
    readyLine: 'Listening on',
    logsTo: 'stderr',
  });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    stop: async () => {
      await server.kill();
      process.off('exit', remove);
      remove();
    },
  };
};
