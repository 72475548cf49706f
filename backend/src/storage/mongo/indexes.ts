import type { Db, IndexDescription } from 'mongodb';

/** Names that code refers to: in errors of the server, and as hints. */
export const LOG_INDEX = 'log';
export const HISTORY_INDEX = 'history';
export const EMAIL_INDEX = 'email';
export const WORDS_INDEX = 'search_words';

/** Every index of the store, by collection; each with what it is for. */
const INDEXES: Readonly<Record<string, readonly IndexDescription[]>> = {
  messages: [
    // One number, one entry: what makes the numbering safe when several nodes write one channel.
    { name: LOG_INDEX, key: { channelId: 1, seq: -1 }, unique: true },
    // Messages alone: a page costs the same however many edits lie between them.
    {
      name: HISTORY_INDEX,
      key: { channelId: 1, seq: -1, kind: 1 },
      partialFilterExpression: { kind: 'message' },
    },
    // The changes of one message.
    {
      name: 'changes',
      key: { channelId: 1, target: 1, seq: -1 },
      partialFilterExpression: { target: { $exists: true } },
    },
  ],
  users: [
    { name: EMAIL_INDEX, key: { email: 1 }, unique: true },
    // Of active accounts alone.
    { name: 'search_name', key: { searchName: 1, _id: 1 }, partialFilterExpression: { isDisabled: false } },
    { name: WORDS_INDEX, key: { searchWords: 1, isDisabled: 1 }, partialFilterExpression: { isDisabled: false } },
    // No language: names have no stems and no stop words.
    { name: 'search_text', key: { searchText: 'text' }, default_language: 'none' },
    // Who is there: those of one node, and all.
    { name: 'nodes', key: { nodes: 1 }, sparse: true },
    // What changed lately, for nodes that have not heard of it.
    { name: 'status_at', key: { statusAt: 1 }, sparse: true },
  ],
  channels: [{ name: 'public', key: { type: 1 }, partialFilterExpression: { type: 'public' } }],
  members: [
    { name: 'of_channel', key: { channelId: 1, userId: 1 }, unique: true },
    { name: 'of_user', key: { userId: 1, type: 1, channelId: 1 } },
  ],
  tickets: [{ name: 'expiry', key: { expiresAt: 1 } }],
  // Files that no message carries, the oldest first.
  files: [{ name: 'unattached', key: { createdAt: 1 }, partialFilterExpression: { attachedTo: null } }],
  // As the specification of GridFS has it, and under the name that drivers give it.
  'fs.chunks': [{ name: 'files_id_1_n_1', key: { files_id: 1, n: 1 }, unique: true }],
  samples: [{ name: 'series', key: { 'series.type': 1, at: 1 } }],
};

/** Creates what is missing and leaves the rest as it is; several nodes may do so at once. */
export const createIndexes = async (db: Db): Promise<void> => {
  await Promise.all(
    Object.entries(INDEXES).map(([collection, indexes]) => db.collection(collection).createIndexes([...indexes])),
  );
};
