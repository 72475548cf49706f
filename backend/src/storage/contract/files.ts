import { describe, expect, it } from '@jest/globals';
import type { CurrentStore } from '../contract.js';
import type { FileRecord, StoredFile } from '../store.js';
import { createRoom, createUser, message, newId, type Room } from './fixtures.js';

const file = (uploaderId: string, given: Partial<FileRecord> = {}) => ({
  id: newId(),
  name: 'résumé 📄.pdf',
  type: 'application/pdf',
  sizeBytes: 1_234,
  uploaderId,
  createdAt: 1_700_000_000_000,
  ...given,
});

/** A file of the room's author. */
async function createFile({ store, authorId }: Room, given: Partial<FileRecord> = {}): Promise<StoredFile> {
  const created = file(authorId, given);
  await store.files.create(created);
  const { id, name, type, sizeBytes } = created;
  return { id, name, type, sizeBytes };
}

export function describeFiles(store: CurrentStore): void {
  describe('a file', () => {
    it('is found as it was recorded, attached to nothing', async () => {
      const { id: uploaderId } = await createUser(store());
      const created = file(uploaderId);
      await store().files.create(created);
      expect(await store().files.findById(created.id)).toEqual({ ...created, attachedTo: null });
      expect(await store().files.findById(newId())).toBeUndefined();
    });

    it('is not recorded for an unknown uploader, nor twice', async () => {
      await expect(store().files.create(file(newId()))).rejects.toMatchObject({ code: 'store_rejected' });
      const room = await createRoom(store());
      const { id } = await createFile(room);
      await expect(store().files.create(file(room.authorId, { id }))).rejects.toMatchObject({
        code: 'store_rejected',
      });
    });

    it('tells which of many ids have a record', async () => {
      const room = await createRoom(store());
      const [first, second] = [await createFile(room), await createFile(room)];
      expect((await store().files.known([newId(), second.id, first.id])).toSorted()).toEqual(
        [first.id, second.id].toSorted(),
      );
      expect(await store().files.known([])).toEqual([]);
    });
  });

  describeAttaching(store);
  describeRemoval(store);
}

function describeAttaching(store: CurrentStore): void {
  describe('append with files', () => {
    it('gives the message its files, in the order of the send, to every way of reading', async () => {
      const room = await createRoom(store());
      const files = [await createFile(room), await createFile(room, { name: 'b.txt', type: 'text/plain' })];
      const fileIds = files.map(({ id }) => id);
      const result = await store().messages.append(message(room, { content: '', fileIds }));
      const expected = { seq: 1, content: '', files, editedAt: null, deletedAt: null };
      expect(result).toMatchObject({ outcome: 'stored', message: expected });
      expect(await store().messages.findBySeq(room.channelId, 1)).toMatchObject(expected);
      expect((await store().messages.history({ channelId: room.channelId, limit: 1 })).messages).toMatchObject([
        expected,
      ]);
      expect((await store().messages.log(room.channelId, 0, 1)).entries).toMatchObject([expected]);
      const attachedTo = { channelId: room.channelId, seq: 1 };
      for (const id of fileIds) expect(await store().files.findById(id)).toMatchObject({ attachedTo });
    });

    it('answers a repeated send with the stored message, and one in another channel as a conflict', async () => {
      const room = await createRoom(store());
      const other = await createRoom(store(), room.authorId);
      const { id } = await createFile(room);
      const sent = message(room, { fileIds: [id] });
      const first = await store().messages.append(sent);
      expect(await store().messages.append(sent)).toEqual({ ...first, outcome: 'duplicate' });
      expect(await store().messages.append({ ...sent, fileIds: [] })).toEqual({ ...first, outcome: 'duplicate' });
      expect(await store().messages.append({ ...sent, channelId: other.channelId })).toEqual({ outcome: 'conflict' });
      expect(await store().messages.append({ ...sent, channelId: newId() })).toEqual({ outcome: 'no_channel' });
      expect(await store().messages.head(room.channelId)).toBe(1);
    });

    it('stores nothing and takes no number when a file is unknown, another’s, taken or named twice', async () => {
      const room = await createRoom(store());
      const [free, taken] = [await createFile(room), await createFile(room)];
      const foreign = await createFile(await createRoom(store()));
      await store().messages.append(message(room, { fileIds: [taken.id] }));
      const sent = message(room, { fileIds: [free.id, newId(), foreign.id, taken.id, free.id] });
      expect(await store().messages.append(sent)).toEqual({ outcome: 'no_file', indexes: [1, 2, 3, 4] });
      expect(await store().messages.head(room.channelId)).toBe(1);
      expect(await store().files.findById(free.id)).toMatchObject({ attachedTo: null });
      const again = await store().messages.append({ ...sent, fileIds: [free.id] });
      expect(again).toMatchObject({ outcome: 'stored', message: { seq: 2 } });
    });

    it('attaches a file to one of many sends that name it at once', async () => {
      const room = await createRoom(store());
      const { id } = await createFile(room);
      const results = await Promise.all(
        Array.from({ length: 20 }, () => store().messages.append(message(room, { fileIds: [id] }))),
      );
      expect(results.map(({ outcome }) => outcome)).toEqual(['stored', ...Array<string>(19).fill('no_file')]);
    });

    it('numbers sends with and without files in the order of the calls', async () => {
      const room = await createRoom(store());
      const files = await Promise.all(Array.from({ length: 20 }, () => createFile(room)));
      const results = await Promise.all(
        files.flatMap(({ id }) => [
          store().messages.append(message(room, { fileIds: [id] })),
          store().messages.append(message(room)),
        ]),
      );
      const seqs = results.map((result) => ('message' in result ? result.message.seq : result.outcome));
      expect(seqs).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    });
  });
}

function describeRemoval(store: CurrentStore): void {
  describe('files that nobody needs', () => {
    it('stay with a message that is edited and go with one that is deleted', async () => {
      const room = await createRoom(store());
      const kept = await createFile(room);
      await store().messages.append(message(room, { fileIds: [kept.id] }));
      expect(await store().messages.edit(room.channelId, 1, 'new', 5)).toMatchObject({ message: { files: [kept] } });
      const deletion = await store().messages.delete(room.channelId, 1, 9);
      expect(deletion).toMatchObject({ outcome: 'stored', message: { content: '', files: [] } });
      expect(await store().messages.findBySeq(room.channelId, 1)).toMatchObject({ files: [], deletedAt: 9 });
      expect(await store().files.findById(kept.id)).toBeUndefined();
    });

    it('are taken from the record once they are older than a time, while no message carries them', async () => {
      const room = await createRoom(store());
      const [under, at, attached] = await Promise.all(
        [999, 1_000, 10].map((createdAt) => createFile(room, { createdAt })),
      );
      await store().messages.append(message(room, { fileIds: [attached?.id ?? ''] }));
      expect(await store().files.takeUnattached(1_000, 10)).toEqual([under?.id]);
      expect(await store().files.takeUnattached(1_001, 10)).toEqual([at?.id]);
      expect(await store().files.takeUnattached(1_001, 10)).toEqual([]);
      expect(await store().files.findById(attached?.id ?? '')).toBeDefined();
    });

    it('are taken up to a limit', async () => {
      const room = await createRoom(store());
      await Promise.all(Array.from({ length: 5 }, () => createFile(room, { createdAt: 1 })));
      expect(await store().files.takeUnattached(2, 3)).toHaveLength(3);
      expect(await store().files.takeUnattached(2, 3)).toHaveLength(2);
    });
  });
}
