import { type ClientSession, type MongoClient, MongoError } from 'mongodb';
import { StoreUnavailable } from '../../errors.js';
import { WAITS } from '../limits.js';
import { describeFailure, isTransient } from './failures.js';
import { backOff } from './retries.js';

const OPTIONS = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority', journal: true },
  readPreference: 'primary',
  maxCommitTimeMS: WAITS.serverReadMs,
} as const;

/** The answer to a commit was lost and could not be had again: all of the transaction is stored, or nothing. */
export class CommitUnknown extends StoreUnavailable {
  constructor(cause: unknown) {
    super(`the end of a transaction is not known: ${describeFailure(cause)}`, { cause, isOutcomeUnknown: true });
  }
}

/**
 * Runs a transaction until it is committed, again where another one was in its way; `work` may therefore run several
 * times. What was read in it was the state of one moment, durable once it is committed.
 * @param deadlineAt on the clock of `performance.now()`; no try begins after it
 * @throws {CommitUnknown} or what `work` or the server failed with
 */
export const transact = async <Result>(
  client: MongoClient,
  deadlineAt: number,
  work: (session: ClientSession) => Promise<Result>,
): Promise<Result> => {
  for (let attempt = 0; ; attempt++) {
    const session = client.startSession();
    try {
      session.startTransaction(OPTIONS);
      const result = await work(session);
      await commit(session, deadlineAt);
      return result;
    } catch (error) {
      if (!isTransient(error) || performance.now() > deadlineAt) throw error;
    } finally {
      // Aborts what was not committed; nobody waits for a server that may be away.
      void session.endSession().catch(() => undefined);
    }
    await backOff(attempt);
  }
};

/** Asking again is safe: a commit that was done answers so. */
const commit = async (session: ClientSession, deadlineAt: number): Promise<void> => {
  for (let attempt = 0; ; attempt++) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      const isUnknown = error instanceof MongoError && error.hasErrorLabel('UnknownTransactionCommitResult');
      if (!isUnknown) throw error;
      if (performance.now() > deadlineAt) throw new CommitUnknown(error);
    }
    await backOff(attempt);
  }
};
