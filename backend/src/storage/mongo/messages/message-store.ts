import type { MessageStore } from '../../store.js';
import type { Calls } from '../calls/calls.js';
import type { Database } from '../collections.js';
import type { FileAttachments } from '../file-attachments.js';
import type { KnownIds } from '../known-ids.js';
import { AppendWithFiles } from './append-with-files.js';
import { Appends } from './appends.js';
import { Changes } from './changes.js';
import { LogWriter } from './log-writer.js';
import { LogReads } from './reads.js';

interface MessageStoreParts {
  readonly database: Database;
  readonly calls: Calls;
  readonly knownUsers: KnownIds;
  readonly knownChannels: KnownIds;
  readonly files: FileAttachments;
}

/** Messages over the collection of all logs. */
export const createMessageStore = (parts: MessageStoreParts): MessageStore => {
  const { database, calls } = parts;
  const reads = new LogReads(database, calls);
  const writer = new LogWriter(new Appends(parts));
  const withFiles = new AppendWithFiles(parts);
  const changes = new Changes(database, parts.files);
  return {
    append: (message) =>
      calls.write('insert', 'messages', () => {
        if (message.fileIds === undefined || message.fileIds.length === 0) return writer.append(message);
        return writer.run(message.channelId, () => withFiles.append(message));
      }),
    edit: (channelId, target, content, at) =>
      calls.write('update', 'messages', () =>
        writer.run(channelId, () => changes.edit({ channelId, target, at }, content)),
      ),
    delete: (channelId, target, at) =>
      calls.write('delete', 'messages', () => writer.run(channelId, () => changes.delete({ channelId, target, at }))),
    findBySeq: (channelId, seq) => reads.findBySeq(channelId, seq),
    history: (query) => reads.history(query),
    log: (channelId, afterSeq, limit) => reads.log(channelId, afterSeq, limit),
    head: (channelId) => reads.head(channelId),
    heads: (channelIds) => reads.heads(channelIds),
  };
};
