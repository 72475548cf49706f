import type { StoredUser } from '../store.js';
import type { FileRow } from './file-rows.js';
import type {
  AuthorRow,
  ChannelRow,
  HeadRow,
  LogRow,
  MessageRow,
  PresenceChangeRow,
  PresenceRow,
  ProfileRow,
  SamplePointRow,
  SampleRow,
  SharedRow,
  StatusRow,
  TicketRow,
  UserRow,
} from './rows.js';

/** The number it got, the stored row of a duplicate, or why neither. */
export type AppendReply = number | MessageRow | 'conflict' | 'no_channel';

/** The row of the message, which only the thread can make whole, or why there is none. */
export type AppendWithFilesReply =
  | readonly [outcome: 'stored' | 'duplicate', message: MessageRow]
  | readonly [outcome: 'no_file', indexes: readonly number[]]
  | 'conflict'
  | 'no_channel';

/** `seq` and `at` are the change's own. */
export type ChangeReply =
  readonly [outcome: 'stored' | 'unchanged', seq: number, at: number, message: MessageRow] | 'not_found' | 'deleted';

/** What the writer's thread answers to. */
export interface WriteCalls {
  append(channelId: string, authorId: string, clientId: string, content: string, createdAt: number): AppendReply;
  appendWithFiles(
    channelId: string,
    authorId: string,
    clientId: string,
    content: string,
    createdAt: number,
    fileIds: readonly string[],
  ): AppendWithFilesReply;
  editMessage(channelId: string, target: number, content: string, at: number): ChangeReply;
  deleteMessage(channelId: string, target: number, at: number): ChangeReply;
  createUser(user: UserRow): boolean;
  setRole(id: string, role: StoredUser['role']): void;
  setDisabled(id: string, isDisabled: 0 | 1): void;
  setStatuses(changes: readonly StatusRow[], at: number): readonly [matched: number, modified: number];
  settlePresence(nodeId: string, changes: readonly PresenceChangeRow[]): readonly PresenceRow[];
  createChannel(channel: ChannelRow, memberIds: readonly string[]): void;
  addMember(channelId: string, userId: string): boolean;
  removeMember(channelId: string, userId: string): boolean;
  putTicket(ticket: TicketRow, now: number): void;
  takeTicket(hash: string): TicketRow | null;
  createFile(id: string, name: string, type: string, sizeBytes: number, uploaderId: string, createdAt: number): void;
  takeUnattachedFiles(before: number, limit: number): readonly string[];
  putSamples(samples: readonly SampleRow[], now: number): void;
}

export type PageReply = readonly [rows: readonly MessageRow[], head: number, hasMore: boolean];

/** What the reader's thread answers to; null where there is none. */
export interface ReadCalls {
  userById(id: string): UserRow | null;
  userByEmail(email: string): UserRow | null;
  authors(ids: readonly string[]): readonly AuthorRow[];
  inactive(ids: readonly string[]): readonly string[];
  /** `name` as `searchName` makes it, not empty. */
  searchUsers(name: string, limit: number): readonly ProfileRow[];
  presence(ids: readonly string[]): readonly PresenceRow[];
  presenceNodes(): readonly string[];
  presenceOn(nodeId: string, limit: number): readonly PresenceRow[];
  channelById(id: string): ChannelRow | null;
  visibleChannels(userId: string): readonly ChannelRow[];
  lastUsedChannels(limit: number): readonly string[];
  memberIds(channelId: string): readonly string[];
  isMember(channelId: string, userId: string): boolean;
  sharedChannels(userIds: readonly string[], maxMembers: number): readonly SharedRow[];
  messageBySeq(channelId: string, seq: number): MessageRow | null;
  pageBefore(channelId: string, before: number, limit: number): PageReply;
  pageAfter(channelId: string, after: number, limit: number): PageReply;
  log(channelId: string, afterSeq: number, limit: number): readonly [rows: readonly LogRow[], head: number];
  head(channelId: string): number;
  heads(channelIds: readonly string[]): readonly HeadRow[];
  fileById(id: string): FileRow | null;
  knownFiles(ids: readonly string[]): readonly string[];
  samples(type: string, from: number, to: number, stepMs: number): readonly SamplePointRow[];
}

/** A set of calls that a thread answers to. */
export type Calls<Names> = { readonly [Name in keyof Names]: (...args: never[]) => unknown };

/** How many values a call takes off the flat batch, and how its queries are counted. */
export interface Operation {
  readonly arity: number;
  readonly operation: 'insert' | 'update' | 'delete' | 'find' | 'count';
  readonly collection: 'messages' | 'users' | 'channels' | 'members' | 'tickets' | 'files' | 'samples';
}

/** The compiler holds every arity to the call's own number of parameters. */
export type Operations<Names extends Calls<Names>> = {
  readonly [Name in keyof Names]: Operation & { readonly arity: Parameters<Names[Name]>['length'] };
};

export const writeOperations: Operations<WriteCalls> = {
  append: { arity: 5, operation: 'insert', collection: 'messages' },
  appendWithFiles: { arity: 6, operation: 'insert', collection: 'messages' },
  editMessage: { arity: 4, operation: 'update', collection: 'messages' },
  deleteMessage: { arity: 3, operation: 'delete', collection: 'messages' },
  createUser: { arity: 1, operation: 'insert', collection: 'users' },
  setRole: { arity: 2, operation: 'update', collection: 'users' },
  setDisabled: { arity: 2, operation: 'update', collection: 'users' },
  setStatuses: { arity: 2, operation: 'update', collection: 'users' },
  settlePresence: { arity: 2, operation: 'update', collection: 'users' },
  createChannel: { arity: 2, operation: 'insert', collection: 'channels' },
  addMember: { arity: 2, operation: 'insert', collection: 'members' },
  removeMember: { arity: 2, operation: 'delete', collection: 'members' },
  putTicket: { arity: 2, operation: 'insert', collection: 'tickets' },
  takeTicket: { arity: 1, operation: 'delete', collection: 'tickets' },
  createFile: { arity: 6, operation: 'insert', collection: 'files' },
  takeUnattachedFiles: { arity: 2, operation: 'delete', collection: 'files' },
  putSamples: { arity: 2, operation: 'insert', collection: 'samples' },
};

export const readOperations: Operations<ReadCalls> = {
  userById: { arity: 1, operation: 'find', collection: 'users' },
  userByEmail: { arity: 1, operation: 'find', collection: 'users' },
  authors: { arity: 1, operation: 'find', collection: 'users' },
  inactive: { arity: 1, operation: 'find', collection: 'users' },
  searchUsers: { arity: 2, operation: 'find', collection: 'users' },
  presence: { arity: 1, operation: 'find', collection: 'users' },
  presenceNodes: { arity: 0, operation: 'find', collection: 'users' },
  presenceOn: { arity: 2, operation: 'find', collection: 'users' },
  channelById: { arity: 1, operation: 'find', collection: 'channels' },
  visibleChannels: { arity: 1, operation: 'find', collection: 'channels' },
  lastUsedChannels: { arity: 1, operation: 'find', collection: 'channels' },
  memberIds: { arity: 1, operation: 'find', collection: 'members' },
  isMember: { arity: 2, operation: 'count', collection: 'members' },
  sharedChannels: { arity: 2, operation: 'find', collection: 'members' },
  messageBySeq: { arity: 2, operation: 'find', collection: 'messages' },
  pageBefore: { arity: 3, operation: 'find', collection: 'messages' },
  pageAfter: { arity: 3, operation: 'find', collection: 'messages' },
  log: { arity: 3, operation: 'find', collection: 'messages' },
  head: { arity: 1, operation: 'find', collection: 'channels' },
  heads: { arity: 1, operation: 'find', collection: 'channels' },
  fileById: { arity: 1, operation: 'find', collection: 'files' },
  knownFiles: { arity: 1, operation: 'find', collection: 'files' },
  samples: { arity: 4, operation: 'find', collection: 'samples' },
};
