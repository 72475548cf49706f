import { Buffer } from 'node:buffer';
import type { Author, Message } from '@chatwatch/client';
import { badRequest, type ChatError, conflict, forbidden, notFound } from '../errors.js';
import { events } from '../events.js';
import { StoreUnavailable } from '../storage/errors.js';
import type { ChangeResult, HistoryQuery, LogSlice, MessageStore, StoredMessage } from '../storage/store.js';
import { type ChannelAccess, type ChannelView, mustBeUser } from './access.js';
import type { Actor } from './actor.js';
import type { Authors } from './authors.js';
import type { Page } from './history/page.js';
import type { HistoryPages } from './history/pages.js';
import { presentEntry, presentMessage } from './present.js';
import type { Publisher } from './publisher.js';

/** Largest content of a message, bytes of UTF-8. */
export const CONTENT_BYTES = 16_384;

export interface SendRequest {
  readonly channelId: string;
  readonly clientId: string;
  /** May be empty with a file. */
  readonly content: string;
  readonly fileIds?: readonly string[];
}

export interface SendReceipt {
  readonly message: Message;
  /** The author's `clientId` was stored before. */
  readonly isDuplicate: boolean;
}

/** A change's own number in the log, and the message in its new state. */
export interface ChangeReceipt {
  readonly seq: number;
  readonly message: Message;
}

/** A send that has passed every check; `commit` numbers it in the order of the calls. */
export interface PreparedSend {
  commit(): Promise<SendReceipt>;
}

interface MessagesParts {
  readonly store: MessageStore;
  readonly access: ChannelAccess;
  readonly authors: Authors;
  readonly publisher: Publisher;
  /** Told the files of a message that is deleted: nobody may read them any more. */
  readonly discardFiles: (ids: readonly string[]) => void;
  readonly pages: HistoryPages;
}

/** Everything done with messages, for both transports. Rights are decided here, state in the store. */
export class Messages {
  readonly #store: MessageStore;
  readonly #access: ChannelAccess;
  readonly #authors: Authors;
  readonly #publisher: Publisher;
  readonly #discardFiles: MessagesParts['discardFiles'];
  readonly #pages: HistoryPages;

  constructor(parts: MessagesParts) {
    this.#store = parts.store;
    this.#pages = parts.pages;
    this.#access = parts.access;
    this.#authors = parts.authors;
    this.#publisher = parts.publisher;
    this.#discardFiles = parts.discardFiles;
  }

  /**
   * Checks a send. Split from its commit so that a connection can keep the order of its sends without waiting for
   * each commit; answers at once, without a promise, where channel and author are in memory.
   * @throws {ChatError} `bad_request`, `not_found`, `forbidden`
   */
  prepareSend(actor: Actor, request: SendRequest): PreparedSend | Promise<PreparedSend> {
    const acceptedAt = performance.now();
    mustBeUser(actor);
    const hasFiles = request.fileIds !== undefined && request.fileIds.length > 0;
    checkContent(request.content, hasFiles);
    const view = this.#access.requireWriter(actor, request.channelId);
    const author = this.#authors.find(actor.userId);
    if (view instanceof Promise || author instanceof Promise) {
      return Promise.all([view, author]).then((both) => this.#prepared(...both, request, acceptedAt));
    }
    return this.#prepared(view, author, request, acceptedAt);
  }

  /** @throws {ChatError} `bad_request`, `not_found`, `forbidden`, `conflict`, `unavailable` */
  async send(actor: Actor, request: SendRequest): Promise<SendReceipt> {
    const prepared = await this.prepareSend(actor, request);
    return prepared.commit();
  }

  /** @throws {ChatError} `bad_request`, `not_found`, `forbidden` for somebody else's message, `conflict` once deleted */
  async edit(actor: Actor, channelId: string, target: number, content: string): Promise<ChangeReceipt> {
    mustBeUser(actor);
    await this.#access.requireWriter(actor, channelId);
    const message = await this.#mustFind(channelId, target);
    checkContent(content, message.files.length > 0);
    if (message.authorId !== actor.userId) throw forbidden('Only its author may edit a message');
    const write = this.#store.edit(channelId, target, content, Date.now());
    return this.#announce(await write.catch((error: unknown) => this.#failed(channelId, error)));
  }

  /** @throws {ChatError} `not_found`, `forbidden` unless author, or administrator in a public channel */
  async delete(actor: Actor, channelId: string, target: number): Promise<ChangeReceipt> {
    mustBeUser(actor);
    const { channel } = await this.#access.requireWriter(actor, channelId);
    const message = await this.#mustFind(channelId, target);
    const mayModerate = actor.isAdmin && channel.type === 'public';
    if (message.authorId !== actor.userId && !mayModerate) throw forbidden('Only its author may delete a message');
    const write = this.#store.delete(channelId, target, Date.now());
    const receipt = await this.#announce(await write.catch((error: unknown) => this.#failed(channelId, error)));
    if (message.files.length > 0) this.#discardFiles(message.files.map(({ id }) => id));
    return receipt;
  }

  /** A page of history, at once and without a promise where it is in memory. @throws {ChatError} `not_found` */
  history(actor: Actor, query: HistoryQuery): Page | Promise<Page> {
    const view = this.#access.require(actor, query.channelId);
    if (view instanceof Promise) return view.then(() => this.#pages.read(query));
    return this.#pages.read(query);
  }

  /**
   * The page where `history` would give it at once; undefined where it would refuse or wait. Counts no lookup: who
   * answers with it calls `countPeek`, anybody else can still ask `history`.
   */
  peekHistory(actor: Actor, query: HistoryQuery): Page | undefined {
    return this.#access.peek(actor, query.channelId) && this.#pages.peek(query);
  }

  /** Counts the lookups of a page of `peekHistory` that was answered. */
  countPeek(): void {
    this.#access.countPeek();
    this.#pages.countPeek();
  }

  /** Log entries above `afterSeq` as frames, for resume; the caller has checked access. */
  async log(channelId: string, afterSeq: number, limit: number): Promise<{ entries: LogFrames; head: number }> {
    const slice = await this.#store.log(channelId, afterSeq, limit);
    const authors = await this.#authors.load(authorIds(slice));
    const entries = slice.entries.map((entry) =>
      presentEntry(entry, entry.kind === 'message' ? authors.get(entry.authorId) : undefined),
    );
    return { entries, head: slice.head };
  }

  head(channelId: string): Promise<number> {
    return this.#store.head(channelId);
  }

  /** The same of many channels. */
  heads(channelIds: readonly string[]): Promise<Map<string, number>> {
    return this.#store.heads(channelIds);
  }

  #prepared(view: ChannelView, author: Author | undefined, request: SendRequest, acceptedAt: number): PreparedSend {
    if (!author) throw forbidden('The account does not exist any more');
    return { commit: () => this.#commit(view, author, request, acceptedAt) };
  }

  async #commit(view: ChannelView, author: Author, request: SendRequest, acceptedAt: number): Promise<SendReceipt> {
    const { channelId, clientId, content, fileIds } = request;
    const write = this.#store.append({
      channelId,
      authorId: author.id,
      clientId,
      content,
      createdAt: Math.round(performance.timeOrigin + acceptedAt),
      ...(fileIds && { fileIds }),
    });
    const result = await write.catch((error: unknown) => this.#failed(channelId, error));
    if (result.outcome === 'conflict') throw conflict('This clientId was used for a message in another channel');
    if (result.outcome === 'no_channel') throw notFound('channel');
    if (result.outcome === 'no_file') throw noFiles(result.indexes);
    if (result.outcome === 'stored') {
      this.#stored(view, result.message, author, acceptedAt);
    } else {
      this.#repeated(channelId, result.message.seq);
    }
    return { message: presentMessage(result.message, author), isDuplicate: result.outcome === 'duplicate' };
  }

  #stored(view: ChannelView, message: StoredMessage, author: Author, acceptedAt: number): void {
    const durableAt = performance.now();
    this.#pages.taken(message.seq, message);
    this.#publisher.publish({
      channelId: message.channelId,
      seq: message.seq,
      frame: presentEntry(message, author),
      durableAt,
    });
    if (events.messageStored.hasSubscribers) {
      events.messageStored.publish({
        channelType: view.channel.type,
        persistSeconds: (durableAt - acceptedAt) / 1000,
      });
    }
  }

  /** Of a write without an outcome readers have to be told once it shows in the log. */
  #failed(channelId: string, error: unknown): never {
    if (error instanceof StoreUnavailable && error.isOutcomeUnknown) this.#publisher.doubted(channelId);
    throw error;
  }

  /** It was stored before, maybe by a try whose outcome nobody learned and which was therefore never published. */
  #repeated(channelId: string, seq: number): void {
    this.#pages.heard(channelId, seq);
    this.#publisher.reached(channelId, seq);
  }

  async #mustFind(channelId: string, seq: number): Promise<StoredMessage> {
    const message = await this.#store.findBySeq(channelId, seq);
    if (!message) throw notFound('message');
    return message;
  }

  async #announce(result: ChangeResult<LogSlice['entries'][number]>): Promise<ChangeReceipt> {
    if (result.outcome === 'not_found') throw notFound('message');
    if (result.outcome === 'deleted') throw conflict('The message is deleted');
    const { entry, message } = result;
    if (result.outcome === 'unchanged') this.#repeated(entry.channelId, entry.seq);
    if (result.outcome === 'stored') {
      this.#pages.taken(entry.seq, message);
      this.#publisher.publish({
        channelId: entry.channelId,
        seq: entry.seq,
        frame: presentEntry(entry),
        durableAt: performance.now(),
      });
    }
    const authors = await this.#authors.load([message.authorId]);
    return { seq: entry.seq, message: presentMessage(message, authors.get(message.authorId)) };
  }
}

type LogFrames = ReturnType<typeof presentEntry>[];

const authorIds = (slice: LogSlice): string[] =>
  slice.entries.flatMap((entry) => (entry.kind === 'message' ? [entry.authorId] : []));

const noFiles = (indexes: readonly number[]): ChatError => {
  const message = 'is no file that you uploaded and no message carries';
  const fields = indexes.map((index) => ({ path: `fileIds.${index}`, message }));
  return badRequest('Some files cannot be attached', fields);
};

const checkContent = (content: string, hasFiles: boolean): void => {
  if (content === '' && !hasFiles) {
    throw badRequest('A message needs content or a file', [{ path: 'content', message: 'is empty' }]);
  }
  // A code unit makes at most three bytes, so short texts need no count.
  const isTooLarge = content.length * 3 > CONTENT_BYTES && Buffer.byteLength(content) > CONTENT_BYTES;
  if (isTooLarge)
    throw badRequest(`Content is over ${CONTENT_BYTES} bytes`, [{ path: 'content', message: 'is too long' }]);
  if (!content.isWellFormed()) {
    // A lone surrogate has no UTF-8: stored, it would come back as another text than was sent.
    throw badRequest('Content is not valid Unicode', [{ path: 'content', message: 'holds a lone surrogate' }]);
  }
};
