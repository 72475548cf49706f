import { MongoBulkWriteError, MongoError, MongoServerError } from 'mongodb';
import { StoreRejected, StoreUnavailable } from '../../errors.js';

const DUPLICATE_KEY = 11_000;

/** Codes that blame the one document: a key that is taken, a failed validation, too large. */
const REJECTED_CODES: ReadonlySet<unknown> = new Set([DUPLICATE_KEY, 121, 10_334, 17_280]);

/**
 * What a driver's error means to callers of the store. The server's messages repeat what users wrote and bulk errors
 * hold whole documents, so of them only the code goes on.
 * @param isWrite its outcome may be unknown
 */
export const toStoreError = (error: unknown, isWrite: boolean): Error => {
  if (!(error instanceof MongoError)) return error instanceof Error ? error : new Error(String(error));
  if (error instanceof MongoServerError && REJECTED_CODES.has(error.code)) {
    return new StoreRejected(`the database refused the write with code ${String(error.code)}`);
  }
  // A server selection error as well: it may be the second try's, after the first was sent.
  return new StoreUnavailable(`the database takes no calls now: ${describeFailure(error)}`, {
    cause: error instanceof MongoServerError ? undefined : error,
    isOutcomeUnknown: isWrite,
  });
};

/** An error's kind in fixed words, without what users wrote. */
export const describeFailure = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code; // the system's, such as ENOTFOUND
  if (!(error instanceof MongoServerError)) return error.name;
  const what = error.codeName ?? error.code;
  return what === undefined ? error.name : `${error.name} ${what}`;
};

/** Name of the unique index that an insert ran into; undefined for any other error. */
export const duplicateIn = (error: unknown): string | undefined => {
  if (!(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) return undefined;
  // A bulk write's error has no `keyPattern`. What comes before the index is the collection's name, values come after.
  return /^E11000 duplicate key error collection: \S+ index: (\S+) /.exec(error.message)?.[1];
};

/**
 * How many documents of an ordered insert are stored although it failed. Undefined where that is not known: also an
 * error of the network comes as a bulk write's.
 */
export const storedBefore = (error: unknown): number | undefined => {
  if (!(error instanceof MongoBulkWriteError)) return undefined;
  const { result } = error;
  const isKnown = result.getWriteErrorCount() > 0 && result.getWriteConcernError() === undefined;
  return isKnown ? result.insertedCount : undefined;
};

/** The transaction had no effect and may be run again from its start. */
export const isTransient = (error: unknown): boolean =>
  error instanceof MongoError && error.hasErrorLabel('TransientTransactionError');
