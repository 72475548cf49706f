import type { ChannelType } from '@chatwatch/client';
import type { Collection, Db, MongoClient } from 'mongodb';
import { type QueryListener, watchQueries } from './queries/watch-queries.js';
import type { FileRecord, StoredFile, StoredUser } from '../store.js';

/** Documents as they are kept. Times are numbers, as everywhere in the store. */

export interface UserDocument extends Omit<StoredUser, 'id'> {
  readonly _id: string;
  /** The name as `searchName` makes it, for matches of the whole name and of its beginning. */
  readonly searchName: string;
  /** Its words, for beginnings of words. */
  readonly searchWords: readonly string[];
  /** Its words as `toTextTerm` writes them, for the text index. */
  readonly searchText: string;
  /** The nodes that he is on; missing where he is on none, so that the index holds those alone who are there. */
  readonly nodes?: readonly string[];
  /** The write of presence that changed the status last. */
  readonly statusBy?: string;
  /** When the status changed last, on the server's clock. */
  readonly statusAt?: Date;
}

/** A node that shares the store. */
interface NodeDocument {
  readonly _id: string;
  readonly beats: number;
}

export interface ChannelDocument {
  readonly _id: string;
  readonly name: string;
  readonly type: ChannelType;
  readonly ownerId: string;
  readonly createdAt: number;
}

interface MemberDocument {
  readonly channelId: string;
  readonly userId: string;
  /** The channel's own, which never changes. */
  readonly type: ChannelType;
}

export interface TicketDocument {
  /** The hash. */
  readonly _id: string;
  readonly issuerId: string | null;
  readonly channelIds: readonly string[] | null;
  readonly expiresAt: number;
  readonly sessionEndsAt: number;
}

export interface FileDocument extends Omit<FileRecord, 'id'> {
  readonly _id: string;
}

/**
 * A message in a channel's log. That its author and client id are its key makes a repeated send impossible, and spares
 * an index: one insert keeps three, of which this is the only one in random order (measured: 28,000 to 36,000 inserts a
 * second instead of 16,000 to 21,000 with a key of its own).
 */
export interface MessageDocument {
  readonly _id: { readonly authorId: string; readonly clientId: string };
  readonly kind: 'message';
  readonly channelId: string;
  readonly seq: number;
  readonly content: string;
  readonly createdAt: number;
  readonly files?: readonly StoredFile[];
  readonly editedAt?: number;
  readonly deletedAt?: number;
}

/** An edit or a deletion in a channel's log. */
export interface ChangeDocument {
  /** Made for the one try to store it, so that a lost answer can be looked up. */
  readonly _id: string;
  readonly kind: 'edit' | 'deletion';
  readonly channelId: string;
  readonly seq: number;
  readonly target: number;
  readonly content: string;
  readonly createdAt: number;
}

type EntryDocument = MessageDocument | ChangeDocument;

/** A database of the store's, and its collections. */
export interface Database {
  readonly client: MongoClient;
  readonly db: Db;
  readonly users: Collection<UserDocument>;
  readonly channels: Collection<ChannelDocument>;
  readonly members: Collection<MemberDocument>;
  readonly tickets: Collection<TicketDocument>;
  readonly nodes: Collection<NodeDocument>;
  readonly files: Collection<FileDocument>;
  /** Logs of all channels: messages, edits and deletions share one numbering, so they share one collection. */
  readonly entries: Collection<EntryDocument>;
}

/** What the driver takes where the address names no database. */
const DRIVER_DEFAULT = 'test';
const OUR_DEFAULT = 'chatwatch';

/**
 * The collections of the database that the connection's address names; of `chatwatch` where it names none.
 * @param listener told of queries
 */
export const databaseOf = (client: MongoClient, listener?: QueryListener): Database => {
  const named = client.options.dbName;
  const plain = client.db(named === DRIVER_DEFAULT ? OUR_DEFAULT : named);
  const db = listener === undefined ? plain : watchQueries(plain, listener);
  return {
    client,
    db,
    users: db.collection('users'),
    channels: db.collection('channels'),
    members: db.collection('members'),
    tickets: db.collection('tickets'),
    nodes: db.collection('nodes'),
    files: db.collection('files'),
    entries: db.collection('messages'),
  };
};
