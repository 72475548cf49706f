import type { LogEntry, NewMessage, StoredFile, StoredMessage } from '../../store.js';
import type { ChangeDocument, MessageDocument } from '../collections.js';

/** What a message's document shows; the client id is of no use to a reader. */
export const MESSAGE_FIELDS = {
  _id: 0,
  authorId: '$_id.authorId',
  kind: 1,
  channelId: 1,
  seq: 1,
  content: 1,
  createdAt: 1,
  files: 1,
  editedAt: 1,
  deletedAt: 1,
} as const;

/** The same for any entry of the log. */
export const ENTRY_FIELDS = { ...MESSAGE_FIELDS, target: 1 } as const;

/** A message as `MESSAGE_FIELDS` reads it. */
export interface ReadMessage extends Omit<MessageDocument, '_id'> {
  readonly authorId: string;
}

/** An entry as `ENTRY_FIELDS` reads it. */
export type ReadEntry = ReadMessage | Omit<ChangeDocument, '_id'>;

const NO_FILES: readonly StoredFile[] = Object.freeze([]);

export const toMessage = (read: ReadMessage): StoredMessage => ({
  kind: 'message',
  channelId: read.channelId,
  seq: read.seq,
  authorId: read.authorId,
  content: read.content,
  files: read.files ?? NO_FILES,
  createdAt: read.createdAt,
  editedAt: read.editedAt ?? null,
  deletedAt: read.deletedAt ?? null,
});

export const toEntry = (read: ReadEntry): LogEntry => {
  if (read.kind === 'message') return toMessage(read);
  const { kind, channelId, seq, target, content, createdAt: at } = read;
  if (kind === 'deletion') return { kind, channelId, seq, target, at };
  return { kind, channelId, seq, target, content, at };
};

/** A new message with its number as it is stored. */
export const toDocument = (message: NewMessage, seq: number): MessageDocument => ({
  _id: keyOf(message),
  kind: 'message',
  channelId: message.channelId,
  seq,
  content: message.content,
  createdAt: message.createdAt,
});

/** What makes a send unique; the order of its fields is part of it. */
export const keyOf = ({ authorId, clientId }: NewMessage): MessageDocument['_id'] => ({ authorId, clientId });

/** The message that a document is, when it was read whole. */
export const messageOf = (document: MessageDocument): StoredMessage =>
  toMessage({ ...document, authorId: document._id.authorId });
