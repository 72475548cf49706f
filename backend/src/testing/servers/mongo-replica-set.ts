import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { SET_NAME, startMongodProcess } from './mongod.js';
import { freePorts, type ServerProcess } from './server-process.js';

const MEMBERS = 3;

/** Fast enough for a test; a set's own default is 10 s. */
const SETTINGS = { electionTimeoutMillis: 2_000, heartbeatIntervalMillis: 500 };

/** A real replica set of three, of which one may be lost. */
export interface TestReplicaSet {
  /** Address of a database of its own at each call. */
  databaseUrl(): string;
  /** Kills the member that is the primary now; the others elect another. */
  killPrimary(): Promise<void>;
  /** Starts the member again that was killed last, with its data. */
  restartKilled(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** @param program path of it, from `findProgram('mongod')` */
export const startReplicaSet = async (program: string): Promise<TestReplicaSet> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-mongod-'));
  const remove = (): void => {
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', remove);
  const ports = await freePorts(MEMBERS);
  const start = async (port: number): Promise<ServerProcess> => {
    const data = path.join(directory, String(port));
    await mkdir(data, { recursive: true });
    return startMongodProcess(program, data, port, ['--replSet', SET_NAME]);
  };
  const servers = new Map(await Promise.all(ports.map(async (port) => [port, await start(port)] as const)));
  await initiate(ports);
  const hosts = ports.map((port) => `127.0.0.1:${port}`).join(',');
  const urlOf = (database: string): string => `mongodb://${hosts}/${database}?replicaSet=${SET_NAME}`;
  let killed = 0;
  return {
    databaseUrl: () => urlOf(`t${randomUUID().replaceAll('-', '')}`),
    killPrimary: async () => {
      killed = await primaryOf(urlOf('admin'));
      await servers.get(killed)?.kill();
    },
    restartKilled: async () => {
      servers.set(killed, await start(killed));
    },
    stop: async () => {
      await Promise.all([...servers.values()].map((server) => server.kill()));
      process.off('exit', remove);
      remove();
    },
  };
};

const initiate = async (ports: readonly number[]): Promise<void> => {
  const [first = 0] = ports;
  const client = new MongoClient(`mongodb://127.0.0.1:${first}/?directConnection=true`);
  const members = ports.map((port, _id) => ({ _id, host: `127.0.0.1:${port}` }));
  try {
    await client.db('admin').command({ replSetInitiate: { _id: SET_NAME, members, settings: SETTINGS } });
  } finally {
    await client.close();
  }
};

/** Port of the primary. */
const primaryOf = async (url: string): Promise<number> => {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 30_000 });
  try {
    const { primary } = await client.db('admin').command({ hello: 1 });
    return Number(String(primary).split(':')[1]);
  } finally {
    await client.close();
  }
};
