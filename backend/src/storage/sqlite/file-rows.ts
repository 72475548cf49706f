import type { FileRecord, StoredFile } from '../store.js';

/** Files as rows and as a message's row holds them. */

export type FileRow = readonly [
  id: string,
  name: string,
  type: string,
  sizeBytes: number,
  uploaderId: string,
  createdAt: number,
  channelId: string | null,
  seq: number | null,
];

/** What a message shows of a file. */
export type FileValues = readonly [id: string, name: string, type: string, sizeBytes: number];

const NO_FILES: readonly StoredFile[] = Object.freeze([]);

/** A message's files as its row holds them. */
export const fromFiles = (files: readonly FileValues[]): string => JSON.stringify(files);

/** @param text null for none, as with nearly every message */
export function toFiles(text: string | null): readonly StoredFile[] {
  if (text === null) return NO_FILES;
  // Only `fromFiles` writes the column.
  const files = JSON.parse(text) as FileValues[];
  return files.map(([id, name, type, sizeBytes]) => ({ id, name, type, sizeBytes }));
}

export function toFileRecord(row: FileRow): FileRecord {
  const [id, name, type, sizeBytes, uploaderId, createdAt, channelId, seq] = row;
  const attachedTo = channelId === null || seq === null ? null : { channelId, seq };
  return { id, name, type, sizeBytes, uploaderId, createdAt, attachedTo };
}
