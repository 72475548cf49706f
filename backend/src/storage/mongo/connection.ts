import { MongoClient, type MongoClientOptions, MongoError } from 'mongodb';
import { StoreRefused } from '../errors.js';
import { describeFailure } from './calls/failures.js';
import { WAITS } from './limits.js';

/**
 * What the service relies on, whatever the address says: an acknowledged write is on the disks of a majority, and a
 * read sees only such writes. Pool size, TLS and credentials are the address's to choose.
 */
const OPTIONS: MongoClientOptions = {
  appName: 'chatwatch',
  writeConcern: { w: 'majority', journal: true },
  readConcern: { level: 'majority' },
  readPreference: 'primary',
  retryReads: true,
  retryWrites: true,
  serverSelectionTimeoutMS: WAITS.serverSelectionMs,
  waitQueueTimeoutMS: WAITS.checkOutMs,
  connectTimeoutMS: WAITS.connectMs,
  socketTimeoutMS: WAITS.socketMs,
  heartbeatFrequencyMS: WAITS.heartbeatMs,
};

const REPLICA_SET_HINT =
  'start mongod with --replSet rs0, run rs.initiate() once in mongosh, and add ?replicaSet=rs0 to MONGODB_URL';

/** A client of the address with the service's own promises; it connects when it is first used. */
export const createClient = (url: string, options: MongoClientOptions = {}): MongoClient =>
  new MongoClient(url, { ...OPTIONS, ...options });

/**
 * Waits for the first contact and checks that the server can keep the store's promises.
 * @throws {StoreRefused} `store_away` within `WAITS.startMs`, `store_no_replica_set`; neither repeats the password
 */
export const connect = async (url: string): Promise<MongoClient> => {
  const starting = createClient(url, { serverSelectionTimeoutMS: WAITS.startMs });
  try {
    await mustBeReplicaSet(starting, url);
  } finally {
    void starting.close();
  }
  return createClient(url);
};

const mustBeReplicaSet = async (client: MongoClient, url: string): Promise<void> => {
  let hello: { readonly setName?: unknown };
  try {
    hello = await client.db('admin').command({ hello: 1 });
  } catch (error) {
    const reason = error instanceof MongoError ? describeFailure(error) : String(error);
    const where = withoutPassword(url);
    throw new StoreRefused(
      'store_away',
      `MONGODB_URL: no answer from ${where} within ${WAITS.startMs / 1_000} s (${reason})`,
    );
  }
  if (typeof hello.setName === 'string') return;
  throw new StoreRefused(
    'store_no_replica_set',
    `MONGODB_URL: ${withoutPassword(url)} is no member of a replica set, which transactions need: ${REPLICA_SET_HINT}`,
  );
};

/** Hosts and database of an address; whoever reads a log learns neither name nor password. */
const withoutPassword = (url: string): string => url.replace(/^(mongodb(?:\+srv)?:\/\/)(?:.*@)?([^?]*).*$/s, '$1$2');
