import { MongoClient, type MongoClientOptions } from 'mongodb';
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

const createClient = (url: string, options: MongoClientOptions): MongoClient => {
  try {
    return new MongoClient(url, { ...OPTIONS, ...options });
  } catch (error) {
    // The driver's words would repeat the address, and the password in it.
    const reason = error instanceof Error ? error.name : 'unknown';
    throw new StoreRefused('store_bad_address', `MONGODB_URL: the driver does not understand it (${reason})`);
  }
};

type Prepare = (client: MongoClient) => Promise<void>;

/** The clients of a store. */
export interface Connections {
  readonly client: MongoClient;
  /** For pings alone: one connection, however busy the other client's are. */
  readonly pings: MongoClient;
}

/**
 * Waits for the first contact, checks that the server can keep the store's promises, and lets it be prepared.
 * @param prepare may take long, such as the first build of an index
 * @throws {StoreRefused} `store_bad_address`, `store_no_replica_set`, `store_not_prepared`, `store_away` within `WAITS.startMs`; none repeats
 * the password
 */
export const connect = async (url: string, prepare: Prepare): Promise<Connections> => {
  const patient = { serverSelectionTimeoutMS: WAITS.startMs, socketTimeoutMS: WAITS.prepareMs };
  const starting = createClient(url, patient);
  try {
    await mustBeReplicaSet(starting, url);
    await prepareWith(starting, url, prepare);
  } finally {
    void starting.close();
  }
  const client = createClient(url, {});
  const pings = createClient(url, { maxPoolSize: 1, serverSelectionTimeoutMS: WAITS.pingMs });
  try {
    // Now, as a client whose first contact fails is of no use any more.
    await Promise.all([client.connect(), pings.connect()]);
  } catch (error) {
    await Promise.all([client.close(), pings.close()]);
    throw away(url, error);
  }
  return { client, pings };
};

const away = (url: string, error: unknown): StoreRefused => {
  const problem = `${withoutPassword(url)} cannot be used, tried for up to ${WAITS.startMs / 1_000} s`;
  return new StoreRefused('store_away', `MONGODB_URL: ${problem} (${describeFailure(error)})`);
};

const prepareWith = async (client: MongoClient, url: string, prepare: Prepare): Promise<void> => {
  try {
    await prepare(client);
  } catch (error) {
    const problem = `collections and indexes could not be made in ${withoutPassword(url)}`;
    throw new StoreRefused('store_not_prepared', `MONGODB_URL: ${problem} (${describeFailure(error)})`);
  }
};

const mustBeReplicaSet = async (client: MongoClient, url: string): Promise<void> => {
  let hello: { readonly setName?: unknown };
  try {
    hello = await client.db('admin').command({ hello: 1 });
  } catch (error) {
    throw away(url, error);
  }
  if (typeof hello.setName === 'string') return;
  throw new StoreRefused(
    'store_no_replica_set',
    `MONGODB_URL: ${withoutPassword(url)} is no member of a replica set, which transactions need: ${REPLICA_SET_HINT}`,
  );
};

/** Hosts and database of an address; whoever reads a log learns neither name nor password. */
const withoutPassword = (url: string): string => url.replace(/^(mongodb(?:\+srv)?:\/\/)(?:.*@)?([^?]*).*$/s, '$1$2');
