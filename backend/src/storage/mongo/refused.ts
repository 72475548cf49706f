import { StoreRejected } from '../errors.js';
import type { SampleStore } from '../sample-store.js';
import type { FileRecords } from '../store.js';
import type { FileAttachments } from './file-attachments.js';

const refuse = (): Promise<never> => Promise.reject(new StoreRejected('this is not kept in MongoDB'));

/** What this store does not keep: every call is refused. */
export const refusedFiles: FileRecords & FileAttachments = {
  create: refuse,
  findById: refuse,
  takeUnattached: refuse,
  known: refuse,
  attach: refuse,
  remove: refuse,
};

export const refusedSamples: SampleStore = { put: refuse, read: refuse };
