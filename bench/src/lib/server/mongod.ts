import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { MongoClient } from 'mongodb';
import { BenchError, BenchSkipped } from '../../errors.js';
import { dataFolder } from './folders.js';
import { killAtExit } from './leftovers.js';

const START_MS = 60_000;
const SET_NAME = 'rs0';

/** A real MongoDB: a replica set of one on this machine's disk. */
export interface Mongod {
  /** Address of an empty database; another one at each call. */
  databaseUrl(): string;
  stop(): Promise<void>;
}

/**
 * Starts one over an empty folder; it ends with the bench.
 * @throws {BenchSkipped} where there is no mongod on this machine
 */
export async function startMongod(): Promise<Mongod> {
  const program = findMongod();
  const data = await dataFolder();
  const port = await freePort();
  const args = ['--bind_ip', '127.0.0.1', '--port', String(port), '--nounixsocket', '--dbpath', data.path];
  args.push('--replSet', SET_NAME, '--wiredTigerCacheSizeGB', '0.5');
  args.push('--setParameter', 'diagnosticDataCollectionEnabled=false');
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const forget = child.pid === undefined ? () => undefined : killAtExit(child.pid);
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    if (child.exitCode === null && child.kill('SIGKILL')) await ended;
    forget();
    data.remove();
  };
  try {
    await serves(child);
    await initiate(port);
  } catch (error) {
    await stop();
    throw error;
  }
  let databases = 0;
  return { databaseUrl: () => `mongodb://127.0.0.1:${port}/bench${++databases}?replicaSet=${SET_NAME}`, stop };
}

/** The program that `npm run services` brought. */
function findMongod(): string {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const folder = process.env.CHATWATCH_SERVICES_DIR ?? join(cache, 'chatwatch', 'services');
  const list = join(folder, 'paths.json');
  // Written by `npm run services` alone: names and paths.
  const paths = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>) : {};
  const found = paths.mongod;
  if (found !== undefined && existsSync(found)) return found;
  throw new BenchSkipped('there is no mongod here: npm run services -- fetch mongod');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new BenchError('no port was given');
  return address.port;
}

/** Its output is read to the end, as a full pipe would hold it up. */
function serves(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      reject(new BenchError(`mongod did not start within ${START_MS / 1_000} s`));
    };
    const timer = setTimeout(fail, START_MS);
    child.once('exit', fail);
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.includes('"Waiting for connections"')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

async function initiate(port: number): Promise<void> {
  const config = { _id: SET_NAME, members: [{ _id: 0, host: `127.0.0.1:${port}` }] };
  const alone = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  await alone.db('admin').command({ replSetInitiate: config });
  await alone.close();
  // The driver waits for the primary.
  const set = new MongoClient(`mongodb://127.0.0.1:${port}/?replicaSet=${SET_NAME}`, {
    serverSelectionTimeoutMS: START_MS,
  });
  await set.connect();
  await set.close();
}
