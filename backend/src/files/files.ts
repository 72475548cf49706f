import { ErrorCode, type FileReference } from '@chatwatch/client';
import type { Readable } from 'node:stream';
import type { ChannelAccess } from '../chat/access.js';
import type { Actor, UserActor } from '../chat/actor.js';
import { newId } from '../chat/ids.js';
import { badRequest, ChatError, notFound } from '../errors.js';
import { events } from '../events.js';
import type { ByteRange, FileStore } from '../storage/files/file-store.js';
import type { FileRecord, FileRecords, UserStore } from '../storage/store.js';
import { detectType, HEAD_BYTES } from './detect-type.js';
import { toFileName } from './file-name.js';
import { FILE_TYPES, type FileType } from './file-types.js';
import { plainTextOnly } from './plain-text.js';
import { ReadingRights } from './reading-rights.js';
import { takeHead } from './take-head.js';

/** A file as its sender gives it. */
export interface SentFile {
  readonly name: string | undefined;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** What happens to files behind everybody's back. */
export type FileOperation = 'removing files' | 'rights of downloads';

interface FilesParts {
  readonly records: FileRecords;
  readonly bytes: FileStore;
  readonly access: ChannelAccess;
  readonly users: Pick<UserStore, 'findInactive'>;
  /** Reports a failure in the background, which no caller waits for. */
  readonly onFault: (error: unknown, operation: FileOperation) => void;
}

/** Uploaded files: taking them in, and who may read them. Attaching one is part of sending a message. */
export class Files {
  readonly #records: FileRecords;
  readonly #bytes: FileStore;
  readonly #access: ChannelAccess;
  readonly #onFault: FilesParts['onFault'];
  readonly #rights: ReadingRights;

  constructor(parts: FilesParts) {
    this.#records = parts.records;
    this.#bytes = parts.bytes;
    this.#access = parts.access;
    this.#onFault = parts.onFault;
    this.#rights = new ReadingRights({
      users: parts.users,
      mayRead: async (actor, fileId) => (await this.#findReadable(actor, fileId)) !== undefined,
      onFault: (error) => {
        parts.onFault(error, 'rights of downloads');
      },
    });
  }

  /**
   * Keeps a file that is one's own until a message carries it. It is durable when this resolves; when it rejects nothing
   * of it is left.
   * @throws {ChatError} `bad_request` for an empty file, `unsupported_media_type`, `unavailable`; the source's own errors
   */
  async upload(actor: UserActor, sent: SentFile): Promise<FileReference> {
    const { head, whole } = await takeHead(sent.bytes, HEAD_BYTES);
    const type = await this.#typeOf(head);
    const id = newId();
    const { sizeBytes } = await this.#bytes.write(id, type === 'text' ? plainTextOnly(whole) : whole);
    const shown = { id, name: toFileName(sent.name, `file.${type}`), type: FILE_TYPES[type], sizeBytes };
    try {
      await this.#records.create({ ...shown, uploaderId: actor.userId, createdAt: Date.now() });
    } catch (error) {
      await this.#bytes.remove(id);
      throw error;
    }
    if (events.fileUploaded.hasSubscribers) events.fileUploaded.publish({ fileType: type, sizeBytes });
    return shown;
  }

  /**
   * The record of a file that the actor may read: who may read the message that carries it, until then its uploader.
   * @throws {ChatError} `not_found`, whichever of these it is
   */
  async find(actor: Actor, id: string): Promise<FileRecord> {
    const file = await this.#findReadable(actor, id);
    if (!file) throw notFound('file');
    return file;
  }

  /**
   * Tells within a second when the actor may read the file no more: he was removed, his account was disabled, or the
   * message was deleted.
   * @returns a function that ends the watch, to be called when the file was sent
   */
  watch(actor: Actor, file: FileRecord, onEnd: () => void): () => void {
    return this.#rights.watch({ actor, fileId: file.id, onEnd });
  }

  /** Its bytes, or a part of them. @throws {ChatError} `not_found` where it was removed meanwhile */
  async read(file: FileRecord, range?: ByteRange): Promise<Readable> {
    const bytes = await this.#bytes.read(file.id, range);
    if (bytes) return bytes;
    if (await this.#records.findById(file.id)) throw new Error(`the bytes of file ${file.id} are missing`);
    throw notFound('file');
  }

  /** Removes the bytes of files that have no record any more. What fails is left to the sweep, and reported. */
  readonly discard = (ids: readonly string[]): void => {
    for (const id of ids) {
      this.#bytes.remove(id).catch((error: unknown) => {
        this.#onFault(error, 'removing files');
      });
    }
  };

  async #typeOf(head: Uint8Array): Promise<FileType> {
    if (head.length === 0) throw badRequest('The file is empty', [{ path: 'file', message: 'is empty' }]);
    const type = await detectType(head);
    if (type) return type;
    const names = Object.keys(FILE_TYPES).join(', ');
    throw new ChatError(ErrorCode.UnsupportedMediaType, `The content of the file is of none of these types: ${names}`);
  }

  async #findReadable(actor: Actor, id: string): Promise<FileRecord | undefined> {
    const file = await this.#records.findById(id);
    return file && (await this.#mayRead(actor, file)) ? file : undefined;
  }

  async #mayRead(actor: Actor, { attachedTo, uploaderId }: FileRecord): Promise<boolean> {
    if (attachedTo === null) return actor.kind === 'user' && actor.userId === uploaderId;
    try {
      await this.#access.require(actor, attachedTo.channelId);
      return true;
    } catch (error) {
      if (error instanceof ChatError && error.code === ErrorCode.NotFound) return false;
      throw error;
    }
  }
}
