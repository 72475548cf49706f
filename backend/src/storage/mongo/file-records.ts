import type { ClientSession } from 'mongodb';
import { StoreRejected } from '../errors.js';
import type { FileRecord, FileRecords, StoredFile } from '../store.js';
import type { Calls } from './calls/calls.js';
import type { Database, FileDocument } from './collections.js';
import type { FileAttachments } from './file-attachments.js';
import type { KnownIds } from './known-ids.js';
import { WAITS } from './limits.js';

const BOUNDED = { maxTimeMS: WAITS.serverReadMs } as const;

/** What a message shows of a file. */
const SHOWN = { name: 1, type: 1, sizeBytes: 1 } as const;

const toRecord = ({ _id: id, ...file }: FileDocument): FileRecord => ({ id, ...file });

/** Records of uploaded files, up to the message that takes them and its deletion. */
export function createFileRecords({ files }: Database, calls: Calls, knownUsers: KnownIds): FileRecords {
  /** One at a time, as a removal of many does not tell whose records it removed. */
  const takeOldest = (before: number): Promise<string | undefined> =>
    calls.write('delete', 'files', async () => {
      const unattached = { attachedTo: null, createdAt: { $lt: before } };
      const taken = await files.findOneAndDelete(unattached, { sort: { createdAt: 1 }, projection: { _id: 1 } });
      return taken?._id;
    });

  return {
    create: ({ id, ...file }) =>
      calls.write('insert', 'files', async () => {
        if (!(await knownUsers.has(file.uploaderId))) throw new StoreRejected('the uploader is not a stored user');
        await files.insertOne({ _id: id, ...file, attachedTo: null });
      }),

    findById: (id) =>
      calls.read('find', 'files', async () => {
        const found = await files.findOne({ _id: id }, BOUNDED);
        return found === null ? undefined : toRecord(found);
      }),

    async takeUnattached(before, limit) {
      const taken: string[] = [];
      while (taken.length < limit) {
        const id = await takeOldest(before);
        if (id === undefined) break;
        taken.push(id);
      }
      return taken;
    },

    async known(ids) {
      if (ids.length === 0) return [];
      const options = { ...BOUNDED, projection: { _id: 1 } };
      const found = await calls.read('find', 'files', () => files.find({ _id: { $in: [...ids] } }, options).toArray());
      return found.map(({ _id }) => _id);
    },
  };
}

/** What the log does with them in its transactions: of two messages that name one file, one runs into the other. */
export const createFileAttachments = ({ files }: Database): FileAttachments => ({
  async attach(session, { fileIds, authorId, channelId, seq }) {
    const free = await findFree(files, session, fileIds, authorId);
    const found = fileIds.map((id, index) => (fileIds.indexOf(id) === index ? free.get(id) : undefined));
    const missing = found.flatMap((file, index) => (file === undefined ? [index] : []));
    if (missing.length > 0) return { missing };
    await files.updateMany({ _id: { $in: [...fileIds] } }, { $set: { attachedTo: { channelId, seq } } }, { session });
    return { files: found.filter((file) => file !== undefined) };
  },

  async remove(session, attached) {
    await files.deleteMany({ _id: { $in: attached.map(({ id }) => id) } }, { session });
  },
});

const findFree = async (
  files: Database['files'],
  session: ClientSession,
  ids: readonly string[],
  uploaderId: string,
): Promise<Map<string, StoredFile>> => {
  const own = { _id: { $in: [...ids] }, uploaderId, attachedTo: null };
  const found = await files.find<FileDocument>(own, { session, projection: SHOWN }).toArray();
  return new Map(found.map(({ _id: id, name, type, sizeBytes }) => [id, { id, name, type, sizeBytes }]));
};
