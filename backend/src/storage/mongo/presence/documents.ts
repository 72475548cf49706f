import type { UserStatus } from '@chatwatch/client';

/** What of a user's document presence reads and writes. */
export interface PresenceDocument {
  readonly _id: string;
  readonly status: UserStatus;
  readonly lastSeenAt: number | null;
  /** The nodes that he is on; missing where he is nowhere, so that the index holds those alone who are there. */
  readonly nodes?: readonly string[];
  /** Of the write that last changed the status. */
  readonly statusBy?: string;
  /** When the status last changed, on the server's clock. */
  readonly statusAt?: Date;
}

export interface NodeDocument {
  readonly _id: string;
  readonly beats: number;
}

/** What presence needs of calls to the database; see `Calls`. */
export interface PresenceCalls {
  read<Result>(operation: 'find', collection: 'users' | 'nodes', work: () => Promise<Result>): Promise<Result>;
  write<Result>(
    operation: 'update' | 'delete',
    collection: 'users' | 'nodes',
    work: () => Promise<Result>,
  ): Promise<Result>;
}

/** What a `StoredPresence` is made of. */
export const PRESENCE_FIELDS = { status: 1, lastSeenAt: 1 } as const;
