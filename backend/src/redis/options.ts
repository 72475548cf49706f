import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { RedisAddress, RedisNode } from './address.js';

/** Longest wait for a reply: Redis answers in well under a millisecond, so this is a server in trouble. */
const COMMAND_TIMEOUT_MS = 500;
const CONNECT_TIMEOUT_MS = 2_000;
/** Of a server that is silent: it would not close its side either. */
const DISCONNECT_TIMEOUT_MS = 200;
const KEEP_ALIVE_MS = 10_000;
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 500;

/** Full jitter, so that nodes that lost their connections together do not come back together. */
export const reconnectDelayMs = (attempts: number): number =>
  Math.round(10 + Math.random() * Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 10)));

/**
 * What every connection is made with. The driver's own settings let a command wait for 20 reconnections and send it
 * again after a lost reply, which would count twice; here a command fails with its connection, and nothing queues.
 */
const connectionOptions = ({ username, password, database, isEncrypted }: RedisAddress, name: string) =>
  ({
    connectionName: name,
    disableClientInfo: true,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    disconnectTimeout: DISCONNECT_TIMEOUT_MS,
    keepAlive: KEEP_ALIVE_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    lazyConnect: true,
    retryStrategy: reconnectDelayMs,
    db: database,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(isEncrypted && { tls: {} }),
  }) satisfies RedisOptions;

/** A client that reconnects for ever; it is not connected yet. */
export const createClient = (address: RedisAddress, name: string): Redis | Cluster => {
  const options = connectionOptions(address, name);
  const [first] = address.nodes;
  if (!address.isCluster) return new Redis({ ...options, ...first });
  const { retryStrategy, enableOfflineQueue, ...redisOptions } = options;
  return new Cluster([...address.nodes], {
    redisOptions,
    enableOfflineQueue,
    lazyConnect: true,
    clusterRetryStrategy: retryStrategy,
    clusterNodeRetryStrategy: retryStrategy,
    maxRedirections: 3,
    retryDelayOnFailover: FIRST_RETRY_MS,
    retryDelayOnClusterDown: FIRST_RETRY_MS,
    retryDelayOnTryAgain: FIRST_RETRY_MS,
    // The driver's own round of it goes on for ever where the client is closed during one; the link asks for it.
    slotsRefreshInterval: 0,
    // Certificates name hosts, which looking their addresses up would lose.
    ...(address.isEncrypted && {
      dnsLookup: (host: string, done: (error: null, address: string) => void) => {
        done(null, host);
      },
    }),
  });
};

/** One connection to one server, which does not reconnect; it is not connected yet. */
export const createConnection = (address: RedisAddress, node: RedisNode | undefined, name: string): Redis =>
  new Redis({ ...connectionOptions(address, name), ...node, retryStrategy: null });
