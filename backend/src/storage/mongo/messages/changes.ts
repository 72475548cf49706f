import { randomUUID } from 'node:crypto';
import type { ClientSession } from 'mongodb';
import type { ChangeResult, StoredDeletion, StoredEdit, StoredMessage } from '../../store.js';
import { duplicateIn } from '../calls/failures.js';
import { backOff } from '../calls/retries.js';
import { CommitUnknown, transact } from '../calls/transaction.js';
import type { ChangeDocument, Database } from '../collections.js';
import type { FileAttachments } from '../file-attachments.js';
import { WAITS } from '../limits.js';
import { MESSAGE_FIELDS, type ReadMessage, toMessage } from './documents.js';
import { lastSeq } from './heads.js';

type Entry = StoredEdit | StoredDeletion;

interface Outcome<Change extends Entry> {
  readonly result: ChangeResult<Change>;
  readonly head: number | undefined;
}

interface Target {
  readonly channelId: string;
  readonly target: number;
  readonly at: number;
}

/**
 * Edits and deletions. The entry in the log and the message's new state are one transaction: whenever a process dies,
 * both are there or neither is.
 */
export class Changes {
  readonly #database: Database;
  readonly #files: FileAttachments;

  constructor(database: Database, files: FileAttachments) {
    this.#database = database;
    this.#files = files;
  }

  edit(target: Target, content: string): Promise<Outcome<StoredEdit>> {
    return this.#change(target, async (session, change, message) => {
      const { channelId, target: seq, at } = target;
      if (message.deletedAt !== null) return { outcome: 'deleted' };
      const last = message.content === content ? await this.#lastChange(session, target) : undefined;
      if (last !== undefined) return { outcome: 'unchanged', entry: { ...toEdit(last), content }, message };
      const entry = await this.#insert(session, { ...change, kind: 'edit', content });
      await this.#entries.updateOne({ channelId, seq }, { $set: { content, editedAt: at } }, { session });
      return { outcome: 'stored', entry: toEdit(entry), message: { ...message, content, editedAt: at } };
    });
  }

  delete(target: Target): Promise<Outcome<StoredDeletion>> {
    return this.#change(target, async (session, change, message) => {
      const { channelId, target: seq, at } = target;
      // A deletion is the last change that a message can have.
      const last = message.deletedAt === null ? undefined : await this.#lastChange(session, target);
      if (last !== undefined) return { outcome: 'unchanged', entry: toDeletion(last), message };
      const entry = await this.#insert(session, { ...change, kind: 'deletion', content: '' });
      const emptied = { $set: { content: '', deletedAt: at }, $unset: { files: true } } as const;
      await this.#entries.updateOne({ channelId, seq }, emptied, { session });
      const edits = { channelId, target: seq, kind: 'edit' } as const;
      await this.#entries.updateMany(edits, { $set: { content: '' } }, { session });
      if (message.files.length > 0) await this.#files.remove(session, message.files);
      const deleted = { ...message, content: '', files: [], deletedAt: at };
      return { outcome: 'stored', entry: toDeletion(entry), message: deleted };
    });
  }

  get #entries(): Database['entries'] {
    return this.#database.entries;
  }

  async #change<Change extends Entry>(
    { channelId, target, at }: Target,
    work: (session: ClientSession, change: NewChange, message: StoredMessage) => Promise<ChangeResult<Change>>,
  ): Promise<Outcome<Change>> {
    const deadlineAt = performance.now() + WAITS.retryMs;
    for (let attempt = 0; ; attempt++) {
      const _id = randomUUID();
      let result: ChangeResult<Change> | undefined;
      try {
        result = await transact(this.#database.client, deadlineAt, async (session) => {
          const options = { session, projection: MESSAGE_FIELDS };
          const read = await this.#entries.findOne<ReadMessage>({ channelId, seq: target, kind: 'message' }, options);
          if (read === null) return (result = { outcome: 'not_found' });
          return (result = await work(session, { _id, channelId, target, createdAt: at }, toMessage(read)));
        });
        return { result, head: result.outcome === 'stored' ? result.entry.seq : undefined };
      } catch (error) {
        if (error instanceof CommitUnknown && result && (await this.#isStored(_id))) return { result, head: undefined };
        // Another node took the number after this transaction had begun.
        if (duplicateIn(error) === undefined || performance.now() > deadlineAt) throw error;
      }
      await backOff(attempt);
    }
  }

  async #insert(session: ClientSession, change: Omit<ChangeDocument, 'seq'>): Promise<ChangeDocument> {
    const seq = (await lastSeq(this.#entries, change.channelId, session)) + 1;
    const document = { ...change, seq };
    await this.#entries.insertOne(document, { session });
    return document;
  }

  async #lastChange(session: ClientSession, { channelId, target }: Target): Promise<ChangeDocument | undefined> {
    const options = { session, sort: { channelId: 1, target: 1, seq: -1 } } as const;
    return (await this.#entries.findOne<ChangeDocument>({ channelId, target }, options)) ?? undefined;
  }

  /** @throws the driver's error, where that cannot be known either */
  async #isStored(_id: string): Promise<boolean> {
    const options = { projection: { _id: 1 }, maxTimeMS: WAITS.serverReadMs };
    return (await this.#entries.findOne({ _id }, options)) !== null;
  }
}

type NewChange = Pick<ChangeDocument, '_id' | 'channelId' | 'target' | 'createdAt'>;

const toEdit = ({ channelId, seq, target, content, createdAt: at }: ChangeDocument): StoredEdit => ({
  kind: 'edit',
  channelId,
  seq,
  target,
  content,
  at,
});

const toDeletion = ({ channelId, seq, target, createdAt: at }: ChangeDocument): StoredDeletion => ({
  kind: 'deletion',
  channelId,
  seq,
  target,
  at,
});
