import { setTimeout as wait } from 'node:timers/promises';
import { type Db, MongoClient, MongoServerError } from 'mongodb';
import { StoreRefused } from '../errors.js';

/** What a new server is to become: as the service's own address tells it, so that the two cannot differ. */
export interface SetWish {
  /** `mongodb://user:password@host:port/database?replicaSet=name`; its one host is the set's member under that name. */
  readonly url: string;
  /** The server's administrator, in the database `admin`. */
  readonly root: { readonly username: string; readonly password: string };
  /** How long the server has to answer, and then to become the primary; 60 s when left out. */
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const LOOK_MS = 100;

const NOT_YET_INITIALIZED = 94;

/**
 * Makes a server the only member of its set, and the account of the address with the right to read and write its
 * database and no other. What is there already stays; the account gets the password that the address has.
 * @throws {StoreRefused} `store_bad_address` when the address names not one host, an account, a database and a set;
 * `store_away` when the server does not become the primary
 * @throws {MongoError} when the server cannot be reached, or refuses
 */
export const prepareSet = async ({ url, root, timeoutMs = DEFAULT_TIMEOUT_MS }: SetWish): Promise<void> => {
  const { host, setName, account } = readWish(url);
  const client = new MongoClient(`mongodb://${host}`, {
    // The server is no member yet, so there is no set to be found.
    directConnection: true,
    auth: root,
    authSource: 'admin',
    serverSelectionTimeoutMS: timeoutMs,
    socketTimeoutMS: timeoutMs,
  });
  try {
    const admin = client.db('admin');
    if (!(await isInitiated(admin))) {
      await admin.command({ replSetInitiate: { _id: setName, members: [{ _id: 0, host }] } });
    }
    await becomesPrimary(admin, timeoutMs);
    await giveAccount(client.db(account.database), account);
  } finally {
    await client.close();
  }
};

interface Account {
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

const FORM = 'mongodb://user:password@host:27017/database?replicaSet=rs0';

const readWish = (url: string): { host: string; setName: string; account: Account } => {
  const { hosts = [], replicaSet, credentials, dbName } = optionsOf(url) ?? {};
  const [host] = hosts;
  // Without a database in the address, the driver takes this one.
  const isNamed = dbName !== undefined && dbName !== 'test';
  if (hosts.length !== 1 || !host || !replicaSet || !credentials || !isNamed) {
    throw new StoreRefused('store_bad_address', `MONGODB_URL: must be like ${FORM} here, with one host`);
  }
  const { username, password } = credentials;
  return { host: host.toString(), setName: replicaSet, account: { username, password, database: dbName } };
};

/** Undefined where the driver does not understand the address; its words would repeat it, and the password in it. */
const optionsOf = (url: string): MongoClient['options'] | undefined => {
  try {
    return new MongoClient(url).options;
  } catch {
    return undefined;
  }
};

const isInitiated = async (admin: Db): Promise<boolean> => {
  try {
    await admin.command({ replSetGetStatus: 1 });
    return true;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === NOT_YET_INITIALIZED) return false;
    throw error;
  }
};

/** A server tells nobody when it has elected itself, so it is asked. */
const becomesPrimary = async (admin: Db, timeoutMs: number): Promise<void> => {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const { isWritablePrimary } = await admin.command({ hello: 1 });
    if (isWritablePrimary === true) return;
    if (performance.now() > deadline) {
      throw new StoreRefused('store_away', `MONGODB_URL: the server was not the primary after ${timeoutMs} ms`);
    }
    await wait(LOOK_MS);
  }
};

const giveAccount = async (db: Db, { username, password, database }: Account): Promise<void> => {
  const { users } = await db.command({ usersInfo: username });
  const roles = [{ role: 'readWrite', db: database }];
  const command = Array.isArray(users) && users.length > 0 ? 'updateUser' : 'createUser';
  await db.command({ [command]: username, pwd: password, roles });
};
