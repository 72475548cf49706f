import type { ChannelType, UserStatus } from '@chatwatch/client';
import type { NodeStore } from './node-store.js';
import type { PresenceStore } from './presence-store.js';
import type { SampleStore } from './sample-store.js';

/**
 * The store of documents: the one port between the chat service and a database.
 *
 * Every adapter passes `contract.ts`. What every call promises:
 * - a write is durable before its promise resolves (it survives the process and the machine);
 * - a read sees every write whose promise resolved before the read was called;
 * - `StoreUnavailable` says that nothing was written, unless its `isOutcomeUnknown`; trying again later is safe;
 * - `StoreRejected` says that this one call cannot be met, such as an id that is taken or an author who is not stored;
 * - times are milliseconds since the epoch, answers are plain objects.
 */
export interface Store {
  readonly users: UserStore;
  readonly presence: PresenceStore;
  /** Undefined for a store of one process alone. */
  readonly nodes: NodeStore | undefined;
  readonly channels: ChannelStore;
  readonly messages: MessageStore;
  readonly files: FileRecords;
  readonly tickets: TicketStore;
  readonly samples: SampleStore;
  /** Whether the store takes writes now. Never rejects. */
  health(): Promise<StoreHealth>;
  /** Commits what waits, then closes. Calls after it reject with `StoreUnavailable`. */
  close(): Promise<void>;
}

export interface StoreHealth {
  readonly isWritable: boolean;
  /** Why not, for the log and `/readyz`; no user text. */
  readonly reason?: string;
}

export interface StoredUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly avatarUrl: string | null;
  readonly passwordHash: string;
  readonly role: 'user' | 'admin';
  readonly isDisabled: boolean;
  readonly status: UserStatus;
  readonly lastSeenAt: number | null;
  readonly createdAt: number;
}

/** What others may see of a user, and the e-mail, which few may. */
export type StoredProfile = Pick<StoredUser, 'id' | 'name' | 'email' | 'avatarUrl' | 'status' | 'lastSeenAt'>;

/** A status that somebody set. */
export interface StatusChange {
  readonly userId: string;
  readonly status: UserStatus;
}

/** What a message shows of its author. */
export interface StoredAuthor {
  readonly id: string;
  readonly name: string;
  readonly avatarUrl: string | null;
}

export interface UserStore {
  /** False when the e-mail is taken (compared as given: the caller normalises). */
  create(user: StoredUser): Promise<boolean>;
  findById(id: string): Promise<StoredUser | undefined>;
  findByEmail(email: string): Promise<StoredUser | undefined>;
  /** The authors that exist among `ids`, in no particular order; one query for all of them. */
  findAuthors(ids: readonly string[]): Promise<StoredAuthor[]>;
  /** Of an unknown id nothing is changed. */
  setRole(id: string, role: StoredUser['role']): Promise<void>;
  /** A disabled account signs in no more and its open sockets end. Of an unknown id nothing is changed. */
  setDisabled(id: string, isDisabled: boolean): Promise<void>;
  /** Those among `ids` that are disabled or not stored, in no particular order; one query for all of them. */
  findInactive(ids: readonly string[]): Promise<string[]>;
  /**
   * Active accounts with a name that has a word for each word of `text`, which may be its beginning; case, accents and
   * punctuation do not count. Best match first: the name itself, then whole words, then beginnings. Text without a
   * word finds nobody.
   */
  search(text: string, limit: number): Promise<StoredProfile[]>;
  /**
   * One bulk write. Unknown ids are not matched, of a repeated id the last change holds. Who is given another status
   * than he has is modified, and was last seen at `at`.
   */
  setStatuses(changes: readonly StatusChange[], at: number): Promise<BulkResult>;
}

/** Of the distinct ids of a bulk write, how many exist and how many were changed. */
export interface BulkResult {
  readonly matched: number;
  readonly modified: number;
}

/** A ticket as it is kept: what it proves, never the ticket itself. */
export interface StoredTicket {
  /** SHA-256 of the ticket. */
  readonly hash: string;
  /** Whose rights it carries; null: the service token's. */
  readonly issuerId: string | null;
  /** The channels it is narrowed to; null: all that its issuer may read. */
  readonly channelIds: readonly string[] | null;
  /** Until when it may be redeemed. */
  readonly expiresAt: number;
  /** Until when a connection that it opened may last. */
  readonly sessionEndsAt: number;
}

export interface TicketStore {
  /** Keeps a ticket, and forgets those that have expired by `now`. */
  put(ticket: StoredTicket, now: number): Promise<void>;
  /** Removes the ticket and gives it to one caller alone, however many ask at once. The caller checks its time. */
  take(hash: string): Promise<StoredTicket | undefined>;
}

export interface StoredChannel {
  readonly id: string;
  readonly name: string;
  readonly type: ChannelType;
  readonly ownerId: string;
  readonly createdAt: number;
}

/** A channel with all its members. */
interface SharedChannel {
  readonly channelId: string;
  readonly memberIds: readonly string[];
}

export interface ChannelStore {
  /** Creates the channel with its members, the owner among them. Unknown member ids are left out. */
  create(channel: StoredChannel, memberIds: readonly string[]): Promise<void>;
  findById(id: string): Promise<StoredChannel | undefined>;
  /** Channels that the user is a member of, and every public one, by creation. */
  listVisible(userId: string): Promise<StoredChannel[]>;
  /** Ids of the channels with the latest messages, latest first. For the start: it looks at every channel. */
  lastUsed(limit: number): Promise<string[]>;
  memberIds(channelId: string): Promise<string[]>;
  isMember(channelId: string, userId: string): Promise<boolean>;
  /** Private and direct channels that any of the users is in, up to `maxMembers` large, each once; one query. */
  findShared(userIds: readonly string[], maxMembers: number): Promise<SharedChannel[]>;
  /** False when already a member, or when the user does not exist. */
  addMember(channelId: string, userId: string): Promise<boolean>;
  /** False when not a member. */
  removeMember(channelId: string, userId: string): Promise<boolean>;
}

/** A message in its present state. */
export interface StoredMessage {
  readonly kind: 'message';
  readonly channelId: string;
  readonly seq: number;
  readonly authorId: string;
  /** Empty once deleted. */
  readonly content: string;
  /** In the order of the send; empty once deleted. */
  readonly files: readonly StoredFile[];
  readonly createdAt: number;
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
}

/** An edit in the channel's log. */
export interface StoredEdit {
  readonly kind: 'edit';
  readonly channelId: string;
  readonly seq: number;
  readonly target: number;
  /** Content as of this edit; empty once the message is deleted. */
  readonly content: string;
  readonly at: number;
}

/** A deletion in the channel's log. */
export interface StoredDeletion {
  readonly kind: 'deletion';
  readonly channelId: string;
  readonly seq: number;
  readonly target: number;
  readonly at: number;
}

/** What a message shows of a file that it carries. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  /** A media type. */
  readonly type: string;
  readonly sizeBytes: number;
}

/** A file that was uploaded; its bytes are in the `FileStore` under the same id. */
export interface FileRecord extends StoredFile {
  readonly uploaderId: string;
  readonly createdAt: number;
  /** The message that carries it; null until one does. */
  readonly attachedTo: { readonly channelId: string; readonly seq: number } | null;
}

/** Records of uploaded files. Attaching one is part of `MessageStore.append`, and deleting the message removes it. */
export interface FileRecords {
  create(file: Omit<FileRecord, 'attachedTo'>): Promise<void>;
  findById(id: string): Promise<FileRecord | undefined>;
  /** Removes records that no message carries and that are older than `before`, at most `limit`; answers their ids. */
  takeUnattached(before: number, limit: number): Promise<string[]>;
  /** Which of `ids` have a record. */
  known(ids: readonly string[]): Promise<string[]>;
}

export type LogEntry = StoredMessage | StoredEdit | StoredDeletion;

export interface NewMessage {
  readonly channelId: string;
  readonly authorId: string;
  /** Unique for the author over all channels. */
  readonly clientId: string;
  readonly content: string;
  readonly createdAt: number;
  /** Files that the author uploaded and that no message carries; they become the message's in the same write. */
  readonly fileIds?: readonly string[];
}

export type AppendResult =
  | { readonly outcome: 'stored' | 'duplicate'; readonly message: StoredMessage }
  /** The author used this `clientId` in another channel. */
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'no_channel' }
  /** Nothing was stored: `indexes` of `fileIds` name no file that this author may attach. */
  | { readonly outcome: 'no_file'; readonly indexes: readonly number[] };

export type ChangeResult<Entry> =
  | { readonly outcome: 'stored'; readonly entry: Entry; readonly message: StoredMessage }
  /** Nothing to do: `entry` is the change that already made it so. */
  | { readonly outcome: 'unchanged'; readonly entry: Entry; readonly message: StoredMessage }
  | { readonly outcome: 'not_found' }
  /** Edits only: the message is deleted. */
  | { readonly outcome: 'deleted' };

export interface HistoryQuery {
  readonly channelId: string;
  /** Newest first below this number; without `before` and `after`, the newest. */
  readonly before?: number;
  /** Oldest first above this number. */
  readonly after?: number;
  readonly limit: number;
}

export interface StoredHistoryPage {
  readonly messages: StoredMessage[];
  /** The log's last number at the moment of the page, 0 when empty. */
  readonly head: number;
  readonly hasMore: boolean;
}

export interface LogSlice {
  /** Entries above `afterSeq` without a hole, at most `limit`. */
  readonly entries: LogEntry[];
  readonly head: number;
}

export interface MessageStore {
  /** Gives the next number of the channel's log. Calls for one channel are numbered in the order of the calls. */
  append(message: NewMessage): Promise<AppendResult>;
  /** The same content as the last edit's is `unchanged`, so that repeating an edit is safe. */
  edit(channelId: string, target: number, content: string, at: number): Promise<ChangeResult<StoredEdit>>;
  /** Also empties the content of the message's earlier edits. Repeating it is `unchanged`. */
  delete(channelId: string, target: number, at: number): Promise<ChangeResult<StoredDeletion>>;
  findBySeq(channelId: string, seq: number): Promise<StoredMessage | undefined>;
  /** One page, by keyset; the same cost at any depth. */
  history(query: HistoryQuery): Promise<StoredHistoryPage>;
  /** The log above `afterSeq`, for resume and for filling holes. */
  log(channelId: string, afterSeq: number, limit: number): Promise<LogSlice>;
  /** The log's last number, 0 when empty or unknown. */
  head(channelId: string): Promise<number>;
  /** The same of each of many logs, at most 1,000, in one query. */
  heads(channelIds: readonly string[]): Promise<Map<string, number>>;
}
