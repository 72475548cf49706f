import type { FileRecords } from '../store.js';
import { toFileRecord } from './file-rows.js';
import type { Lane } from './lane.js';
import type { ReadCalls, WriteCalls } from './operations.js';

/** Records of files over the two threads. */
export function createFileRecords(writer: Lane<WriteCalls>, reader: Lane<ReadCalls>): FileRecords {
  return {
    create: ({ id, name, type, sizeBytes, uploaderId, createdAt }) =>
      writer.call('createFile', id, name, type, sizeBytes, uploaderId, createdAt),

    async findById(id) {
      const row = await reader.call('fileById', id);
      return row === null ? undefined : toFileRecord(row);
    },

    async takeUnattached(before, limit) {
      return [...(await writer.call('takeUnattachedFiles', before, limit))];
    },

    async known(ids) {
      if (ids.length === 0) return [];
      return [...(await reader.call('knownFiles', ids))];
    },
  };
}
