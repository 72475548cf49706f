import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { freePorts, type ServerProcess, startServerProcess } from './server-process.js';

/** A real Redis server on a free port of the loopback, which keeps nothing on disk. */
export interface RedisServer extends Pick<ServerProcess, 'pause' | 'resume' | 'kill'> {
  readonly url: string;
  readonly port: number;
  /** A connection of the test's own, to look and to set things up; it is closed with the server. */
  readonly admin: Redis;
  /** Starts it again on its port, empty, after `kill`. */
  restart(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

export interface RedisServerOptions {
  readonly password?: string;
  /** Further words of its command line. */
  readonly args?: readonly string[];
}

/** Path of the server's program; undefined where it is missing, see `findProgram`. */
export const redisProgram = (): string | undefined => findProgram('redis-server');

const mustFind = (): string => {
  const program = redisProgram();
  if (program === undefined) throw new Error('redis-server is missing');
  return program;
};

/** Starts a server; about 30 ms. */
export const startRedis = async ({ password, args = [] }: RedisServerOptions = {}): Promise<RedisServer> => {
  const [port = 0] = await freePorts(1);
  const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-redis-'));
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', '', '--appendonly', 'no'];
  if (password !== undefined) words.push('--requirepass', password);
  const start = (): Promise<ServerProcess> =>
    startServerProcess({ program: mustFind(), args: [...words, ...args], readyLine: 'Ready to accept connections' });
  let server = await start();
  // The driver waits out this time also where the connection is gone already, and with it the end of the tests.
  const disconnectTimeout = 100;
  const admin = new Redis({ host: '127.0.0.1', port, disconnectTimeout, ...(password !== undefined && { password }) });
  admin.on('error', () => undefined);
  const authority = password === undefined ? '' : `:${encodeURIComponent(password)}@`;
  return {
    url: `redis://${authority}127.0.0.1:${port}`,
    port,
    admin,
    pause: () => {
      server.pause();
    },
    resume: () => {
      server.resume();
    },
    kill: () => server.kill(),
    restart: async () => {
      server = await start();
    },
    stop: async () => {
      admin.disconnect();
      await server.kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

/** Three masters that share the slots; no replicas. */
export interface RedisCluster {
  readonly url: string;
  readonly masters: readonly RedisServer[];
  stop(): Promise<void>;
}

const SLOTS = 16_384;
const MASTERS = 3;
const JOIN_MS = 20_000;

/** Starts a cluster; about a second, which its nodes take to agree. */
export const startRedisCluster = async (): Promise<RedisCluster> => {
  const busPorts = await freePorts(MASTERS);
  const masters = await Promise.all(
    busPorts.map((port) =>
      startRedis({
        args: ['--cluster-enabled', 'yes', '--cluster-port', String(port), '--cluster-node-timeout', '2000'],
      }),
    ),
  );
  const share = Math.ceil(SLOTS / MASTERS);
  for (const [index, { admin }] of masters.entries()) {
    await admin.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1);
    await admin.call('CLUSTER', 'ADDSLOTSRANGE', index * share, Math.min(SLOTS, (index + 1) * share) - 1);
    const first = masters[0];
    if (index > 0 && first) await admin.call('CLUSTER', 'MEET', '127.0.0.1', first.port, busPorts[0] ?? 0);
  }
  await Promise.all(masters.map(({ admin }) => joined(admin)));
  return {
    url: `redis+cluster://${masters.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    masters,
    stop: async () => {
      await Promise.all(masters.map((master) => master.stop()));
    },
  };
};

/** Once a node knows all the others and every slot has its master; a node tells nobody of it, so it is asked. */
const joined = async (admin: Redis): Promise<void> => {
  const deadline = Date.now() + JOIN_MS;
  for (;;) {
    const info = String(await admin.call('CLUSTER', 'INFO'));
    if (info.includes('cluster_state:ok') && info.includes(`cluster_size:${MASTERS}`)) return;
    if (Date.now() > deadline) throw new Error(`the cluster was not formed within ${JOIN_MS} ms: ${info}`);
    await wait(20);
  }
};
