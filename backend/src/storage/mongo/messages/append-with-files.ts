import type { ClientSession } from 'mongodb';
import { StoreRejected } from '../../errors.js';
import type { AppendResult, NewMessage } from '../../store.js';
import { duplicateIn } from '../calls/failures.js';
import { backOff } from '../calls/retries.js';
import { transact } from '../calls/transaction.js';
import type { Database, MessageDocument } from '../collections.js';
import type { FileAttachments } from '../file-attachments.js';
import type { KnownIds } from '../known-ids.js';
import { WAITS } from '../limits.js';
import { keyOf, messageOf, toDocument } from './documents.js';
import { lastSeq } from './heads.js';

interface AppendWithFilesParts {
  readonly database: Database;
  readonly files: FileAttachments;
  readonly knownUsers: KnownIds;
  readonly knownChannels: KnownIds;
}

interface Outcome {
  readonly result: AppendResult;
  /** The log's last number, where it is known. */
  readonly head: number | undefined;
}

/** Stores a message and gives it its files, in one transaction. Apart from sends without files, nearly all. */
export class AppendWithFiles {
  readonly #parts: AppendWithFilesParts;

  constructor(parts: AppendWithFilesParts) {
    this.#parts = parts;
  }

  async append(message: NewMessage): Promise<Outcome> {
    const { knownUsers, knownChannels, database } = this.#parts;
    if (!(await knownChannels.has(message.channelId))) return { result: { outcome: 'no_channel' }, head: undefined };
    if (!(await knownUsers.has(message.authorId))) throw new StoreRejected('the author is not a stored user');
    const deadlineAt = performance.now() + WAITS.retryMs;
    for (let attempt = 0; ; attempt++) {
      try {
        // Whoever asks again after an unknown end finds his message: its key is taken by itself alone.
        return await transact(database.client, deadlineAt, (session) => this.#store(session, message));
      } catch (error) {
        if (duplicateIn(error) === undefined || performance.now() > deadlineAt) throw error;
      }
      await backOff(attempt);
    }
  }

  async #store(session: ClientSession, message: NewMessage): Promise<Outcome> {
    const { entries } = this.#parts.database;
    const { channelId, authorId, fileIds = [] } = message;
    // Asked first: the files of a repeated send are attached by now, to the message that it is answered with.
    const earlier = await entries.findOne<MessageDocument>({ _id: keyOf(message) }, { session });
    if (earlier !== null) return { result: toRepeated(earlier, channelId), head: undefined };
    const seq = (await lastSeq(entries, channelId, session)) + 1;
    const attached = await this.#parts.files.attach(session, { fileIds, authorId, channelId, seq });
    if ('missing' in attached) return { result: { outcome: 'no_file', indexes: attached.missing }, head: undefined };
    const document = { ...toDocument(message, seq), files: attached.files };
    await entries.insertOne(document, { session });
    return { result: { outcome: 'stored', message: messageOf(document) }, head: seq };
  }
}

const toRepeated = (document: MessageDocument, channelId: string): AppendResult =>
  document.channelId === channelId ? { outcome: 'duplicate', message: messageOf(document) } : { outcome: 'conflict' };
