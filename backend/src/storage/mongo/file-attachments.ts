import type { ClientSession } from 'mongodb';
import type { StoredFile } from '../store.js';

/** What the log does with records of files, inside its own transactions. */
export interface FileAttachments {
  /**
   * Gives the files to a message, or changes nothing.
   * @returns the files in the order of `fileIds`, or the places in it of those that the author may not attach
   */
  attach(session: ClientSession, request: AttachRequest): Promise<AttachResult>;
  /** Removes the records of a message's files. */
  remove(session: ClientSession, files: readonly StoredFile[]): Promise<void>;
}

interface AttachRequest {
  readonly fileIds: readonly string[];
  readonly authorId: string;
  /** The message. */
  readonly channelId: string;
  readonly seq: number;
}

type AttachResult = { readonly files: readonly StoredFile[] } | { readonly missing: readonly number[] };
