/**
 * The store could not do the call now. Nothing was written, unless `isOutcomeUnknown`.
 * Trying again later is safe either way: appends are unique by `clientId`, changes repeat as `unchanged`.
 */
export class StoreUnavailable extends Error {
  readonly code: string = 'store_unavailable';
  /** The write may have become durable all the same. */
  readonly isOutcomeUnknown: boolean;

  constructor(message: string, options: { cause?: unknown; isOutcomeUnknown?: boolean } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = new.target.name;
    this.isOutcomeUnknown = options.isOutcomeUnknown ?? false;
  }
}

/** The call's deadline passed without an answer; its outcome is unknown. */
export class StoreTimeout extends StoreUnavailable {
  override readonly code = 'store_timeout';

  constructor(deadlineMs: number) {
    super(`the store did not answer within ${deadlineMs} ms`, { isOutcomeUnknown: true });
  }
}

/** The store refused this one call, such as an unknown author or an id that exists: repeating it does not help. */
export class StoreRejected extends Error {
  readonly code = 'store_rejected';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreRejected';
  }
}

/**
 * The store must not be opened, and trying again does not help until a person acts:
 * - `store_locked`: another process (or another store of this one) owns the directory;
 * - `store_too_new`: a newer release has migrated the database;
 * - `store_not_durable`: this build of SQLite cannot keep the promise of durable writes;
 * - `store_bad_address`: the address of the database server cannot be read;
 * - `store_away`: the database server did not answer the first contact;
 * - `store_not_prepared`: collections and indexes could not be made, such as for want of rights;
 * - `store_no_replica_set`: the database server has no replica set, so that there are no transactions.
 */
export class StoreRefused extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreRefused';
    this.code = code;
  }
}

export type RefusalCode =
  | 'store_locked'
  | 'store_too_new'
  | 'store_not_durable'
  | 'store_bad_address'
  | 'store_away'
  | 'store_not_prepared'
  | 'store_no_replica_set';
