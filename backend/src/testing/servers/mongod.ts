import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { freePorts, type ServerProcess, startServerProcess } from './server-process.js';

/** Name of the replica sets that tests make. */
export const SET_NAME = 'rs0';

/** A start takes about two seconds; a machine that is busy with other tests takes longer. */
const START_MS = 60_000;

const OPTIONS = ['--bind_ip', '127.0.0.1', '--nounixsocket', '--wiredTigerCacheSizeGB', '0.25'];
const PARAMETERS = ['--setParameter', 'diagnosticDataCollectionEnabled=false'];

/** Starts the process alone; resolves once it listens. @param args further words of its command line */
export const startMongodProcess = (
  program: string,
  directory: string,
  port: number,
  args: readonly string[],
): Promise<ServerProcess> =>
  startServerProcess({
    program,
    args: [...OPTIONS, ...PARAMETERS, '--dbpath', directory, '--port', String(port), ...args],
    readyLine: '"Waiting for connections"',
  });

/** A real mongod of a test: a replica set of one, as the service needs it, unless asked otherwise. */
export interface TestMongod extends Pick<ServerProcess, 'pause' | 'resume' | 'kill'> {
  readonly port: number;
  /** Address of a database of its own at each call, so that tests share the server and nothing else. */
  databaseUrl(): string;
  /** Starts it again after `kill`, with its data and on its port; resolves once it takes writes. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

interface TestMongodOptions {
  /** Without a replica set, which the service refuses. */
  readonly isStandalone?: boolean;
  /** Parameters of the server, such as `ttlMonitorSleepSecs=1`. */
  readonly parameters?: readonly string[];
}

/**
 * Starts a mongod on a free port of the loopback over a temporary folder; it does not outlive the test's process.
 * @param program path of it, from `findProgram('mongod')`
 */
export const startMongod = async (
  program: string,
  { isStandalone = false, parameters = [] }: TestMongodOptions = {},
): Promise<TestMongod> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-mongod-'));
  const remove = (): void => {
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', remove);
  const [port = 0] = await freePorts(1);
  const args = parameters.flatMap((parameter) => ['--setParameter', parameter]);
  if (!isStandalone) args.push('--replSet', SET_NAME);
  const start = (): Promise<ServerProcess> => startMongodProcess(program, directory, port, args);
  let server = await start();
  if (!isStandalone) await initiate(port);
  return {
    port,
    databaseUrl: () => {
      const query = isStandalone ? '' : `?replicaSet=${SET_NAME}`;
      return `mongodb://127.0.0.1:${port}/t${randomUUID().replaceAll('-', '')}${query}`;
    },
    pause: () => {
      server.pause();
    },
    resume: () => {
      server.resume();
    },
    kill: () => server.kill(),
    restart: async () => {
      server = await start();
      if (!isStandalone) await waitForPrimary(port);
    },
    stop: async () => {
      await server.kill();
      process.off('exit', remove);
      remove();
    },
  };
};

const initiate = async (port: number): Promise<void> => {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
  try {
    await client.db('admin').command({ replSetInitiate: { _id: SET_NAME, members } });
  } finally {
    await client.close();
  }
  await waitForPrimary(port);
};

/** The driver waits for a primary by itself. */
const waitForPrimary = async (port: number): Promise<void> => {
  const options = { replicaSet: SET_NAME, serverSelectionTimeoutMS: START_MS, heartbeatFrequencyMS: 500 };
  const client = new MongoClient(`mongodb://127.0.0.1:${port}`, options);
  try {
    await client.connect();
  } finally {
    await client.close();
  }
};
