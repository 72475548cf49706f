import type {
  AppendResult,
  ChangeResult,
  HistoryQuery,
  MessageStore,
  NewMessage,
  StoredDeletion,
  StoredEdit,
  StoredHistoryPage,
  StoredMessage,
} from '../store.js';
import type { Lane } from './lane.js';
import type { AppendReply, AppendWithFilesReply, ChangeReply, ReadCalls, WriteCalls } from './operations.js';
import { toLogEntry, toMessage } from './rows.js';

export function createMessageStore(writer: Lane<WriteCalls>, reader: Lane<ReadCalls>): MessageStore {
  return {
    async append(message) {
      const { channelId, authorId, clientId, content, createdAt, fileIds = [] } = message;
      const values = [channelId, authorId, clientId, content, createdAt] as const;
      if (fileIds.length === 0) return toAppendResult(message, await writer.call('append', ...values));
      return toAppendWithFilesResult(channelId, await writer.call('appendWithFiles', ...values, fileIds));
    },

    async edit(channelId, target, content, at) {
      const reply = await writer.call('editMessage', channelId, target, content, at);
      return toChangeResult<StoredEdit>(channelId, reply, (seq, changedAt, message) => ({
        kind: 'edit',
        channelId,
        seq,
        target,
        content: message.content,
        at: changedAt,
      }));
    },

    async delete(channelId, target, at) {
      const reply = await writer.call('deleteMessage', channelId, target, at);
      return toChangeResult<StoredDeletion>(channelId, reply, (seq, changedAt) => ({
        kind: 'deletion',
        channelId,
        seq,
        target,
        at: changedAt,
      }));
    },

    async findBySeq(channelId, seq) {
      const row = await reader.call('messageBySeq', channelId, seq);
      return row === null ? undefined : toMessage(channelId, row);
    },

    history: (query) => readPage(reader, query),

    async log(channelId, afterSeq, limit) {
      const [rows, head] = await reader.call('log', channelId, afterSeq, limit);
      return { entries: rows.map((row) => toLogEntry(channelId, row)), head };
    },

    head: (channelId) => reader.call('head', channelId),

    async heads(channelIds) {
      const rows = channelIds.length === 0 ? [] : await reader.call('heads', channelIds);
      return new Map([...channelIds.map((id) => [id, 0] as const), ...rows]);
    },
  };
}

/** The stored message is made of what is here already; the thread answers only its number. */
function toAppendResult({ channelId, authorId, content, createdAt }: NewMessage, reply: AppendReply): AppendResult {
  if (reply === 'conflict' || reply === 'no_channel') return { outcome: reply };
  if (typeof reply !== 'number') return { outcome: 'duplicate', message: toMessage(channelId, reply) };
  return {
    outcome: 'stored',
    message: toMessage(channelId, [reply, authorId, content, createdAt, null, null, null]),
  };
}

function toAppendWithFilesResult(channelId: string, reply: AppendWithFilesReply): AppendResult {
  if (typeof reply === 'string') return { outcome: reply };
  if (reply[0] === 'no_file') return { outcome: 'no_file', indexes: reply[1] };
  return { outcome: reply[0], message: toMessage(channelId, reply[1]) };
}

function toChangeResult<Entry>(
  channelId: string,
  reply: ChangeReply,
  toEntry: (seq: number, at: number, message: StoredMessage) => Entry,
): ChangeResult<Entry> {
  if (typeof reply === 'string') return { outcome: reply };
  const [outcome, seq, at, row] = reply;
  const message = toMessage(channelId, row);
  return { outcome, entry: toEntry(seq, at, message), message };
}

async function readPage(
  reader: Lane<ReadCalls>,
  { channelId, before, after, limit }: HistoryQuery,
): Promise<StoredHistoryPage> {
  const [rows, head, hasMore] =
    after === undefined
      ? await reader.call('pageBefore', channelId, before ?? Number.MAX_SAFE_INTEGER, limit)
      : await reader.call('pageAfter', channelId, after, limit);
  return { messages: rows.map((row) => toMessage(channelId, row)), head, hasMore };
}
