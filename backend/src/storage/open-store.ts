import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { events } from '../events.js';
import { StoreUnavailable } from './errors.js';
import { openSqliteStore } from './sqlite/index.js';
import type { Store, StoreHealth } from './store.js';

interface OpenStoreOptions {
  readonly log: Logger;
  /** The store is of no further use and the process should end. */
  readonly onFatal: (error: Error) => void;
}

/** Opens the store that the configuration names, and tells when it stops taking writes. @throws {StoreRefused} */
export const openStore = async (
  { mongodbUrl, dataDir }: Pick<Config, 'mongodbUrl' | 'dataDir'>,
  { log, onFatal }: OpenStoreOptions,
): Promise<Store> => {
  const onHealthChange = healthTeller(log);
  if (mongodbUrl === undefined) return openSqliteStore({ directory: dataDir, onHealthChange, onFatal });
  // The driver takes a tenth of a second to load, which nobody waits for who does without it.
  const { openMongoStore } = await import('./mongo/index.js');
  return openMongoStore({ url: mongodbUrl, onHealthChange });
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
