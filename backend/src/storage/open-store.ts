import path from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { events } from '../events.js';
import { StoreUnavailable } from './errors.js';
import { openDiskFileStore } from './files/disk-file-store.js';
import type { FileStore } from './files/file-store.js';
import { openSqliteStore } from './sqlite/index.js';
import type { Store, StoreHealth } from './store.js';

interface OpenStoreOptions {
  /** Queries that take longer are told of with their shape. */
  readonly slowQuerySeconds: number;
  readonly log: Logger;
  /** The store is of no further use and the process should end. */
  readonly onFatal: (error: Error) => void;
}

/** Where everything is kept. */
interface Stores {
  readonly store: Store;
  /** Bytes of files. Nothing is left to close once the store is closed. */
  readonly fileStore: FileStore;
}

/** Opens the stores that the configuration names, and tells when they stop taking writes. @throws {StoreRefused} */
export const openStores = async (
  { mongodbUrl, dataDir }: Pick<Config, 'mongodbUrl' | 'dataDir'>,
  { log, slowQuerySeconds, onFatal }: OpenStoreOptions,
): Promise<Stores> => {
  const onHealthChange = healthTeller(log);
  if (mongodbUrl === undefined) {
    const store = await openSqliteStore({ directory: dataDir, onHealthChange, onFatal });
    return { store, fileStore: await openDiskFileStore(path.join(dataDir, 'files')) };
  }
  // The driver takes a tenth of a second to load, which nobody waits for who does without it.
  const { openMongoStore } = await import('./mongo/index.js');
  const store = await openMongoStore({ url: mongodbUrl, slowQuerySeconds, onHealthChange });
  return { store, fileStore: store.fileStore };
};

const healthTeller =
  (log: Logger) =>
  ({ isWritable, reason }: StoreHealth): void => {
    if (isWritable) {
      log.info('the store takes writes');
      return;
    }
    log.error({ reason }, 'the store takes no writes');
    events.fault.publish({ source: 'store', operation: 'writing', error: new StoreUnavailable(reason ?? 'unknown') });
  };
