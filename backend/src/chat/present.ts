import type { Author, Channel, LogFrame, Message, Presence, User } from '@chatwatch/client';
import type { StoredPresence } from '../storage/presence-store.js';
import type { LogEntry, StoredAuthor, StoredChannel, StoredMessage, StoredProfile } from '../storage/store.js';

/** How stored documents look to a client: the one place that turns milliseconds into ISO 8601. */

export const iso = (timeMs: number): string => new Date(timeMs).toISOString();

/** Stands in where an author's account is gone, so that a page never fails for it. */
const UNKNOWN_AUTHOR = { name: 'Unknown', avatarUrl: null } as const;

export const presentAuthor = (author: StoredAuthor): Author => ({
  id: author.id,
  name: author.name,
  avatarUrl: author.avatarUrl,
});

export const presentUser = (user: StoredProfile, options: { withEmail: boolean }): User => ({
  ...presentAuthor(user),
  status: user.status,
  lastSeenAt: user.lastSeenAt === null ? null : iso(user.lastSeenAt),
  ...(options.withEmail && { email: user.email }),
});

export const presentPresence = ({ userId, status, lastSeenAt }: StoredPresence): Presence => ({
  userId,
  status,
  lastSeenAt: lastSeenAt === null ? null : iso(lastSeenAt),
});

export const presentChannel = (channel: StoredChannel, memberIds?: readonly string[]): Channel => ({
  id: channel.id,
  name: channel.name,
  type: channel.type,
  ownerId: channel.ownerId,
  createdAt: iso(channel.createdAt),
  ...(memberIds && { memberIds }),
});

export const presentMessage = (message: StoredMessage, author: Author | undefined): Message => ({
  channelId: message.channelId,
  seq: message.seq,
  // A message keeps its number for ever, so channel and number identify it without a column of their own.
  id: `${message.channelId}-${message.seq}`,
  author: author ?? { id: message.authorId, ...UNKNOWN_AUTHOR },
  content: message.content,
  files: message.files,
  createdAt: iso(message.createdAt),
  ...(message.editedAt !== null && { editedAt: iso(message.editedAt) }),
  ...(message.deletedAt !== null && { deletedAt: iso(message.deletedAt) }),
});

/** What `presentMessage` was given. */
export const storedMessage = ({ channelId, seq, author, content, files, ...times }: Message): StoredMessage => ({
  kind: 'message',
  channelId,
  seq,
  authorId: author.id,
  content,
  files,
  createdAt: Date.parse(times.createdAt),
  editedAt: times.editedAt === undefined ? null : Date.parse(times.editedAt),
  deletedAt: times.deletedAt === undefined ? null : Date.parse(times.deletedAt),
});

/** A log entry as the frame that delivers it. `author` is needed for messages only. */
export const presentEntry = (entry: LogEntry, author?: Author): LogFrame => {
  const { channelId, seq } = entry;
  switch (entry.kind) {
    case 'message': {
      const message = presentMessage(entry, author);
      return { type: 'message', ...message, acceptedAt: message.createdAt };
    }
    case 'edit':
      return {
        type: 'message_updated',
        channelId,
        seq,
        target: entry.target,
        content: entry.content,
        editedAt: iso(entry.at),
      };
    case 'deletion':
      return { type: 'message_deleted', channelId, seq, target: entry.target, deletedAt: iso(entry.at) };
  }
};
