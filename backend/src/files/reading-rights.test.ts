import { createHash } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { FileReference } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestService, type TestService, type TestUser } from '../testing/start-service.js';

/** Far more than the system's buffers on the way take. */
const FILE_BYTES = 24 * 1024 * 1024;

/** At 64 KiB each, the file takes a slow reader twenty seconds. */
const PAUSE_MS = 50;

const bytes = Buffer.alloc(FILE_BYTES, 'a line of plain text\n');
const sha256 = (content: Uint8Array[]): string =>
  content.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

let service: TestService;
let ann: TestUser;

beforeAll(async () => {
  const admin = { ADMIN_EMAIL: 'root@chat.example', ADMIN_PASSWORD: 'a long password' };
  service = await startTestService({ ...admin, UPLOAD_MAX_BYTES: String(FILE_BYTES) });
  ann = await service.register('Ann');
});
afterAll(() => service.stop());

/** A download that takes its time, until it is hurried. */
class SlowDownload {
  readonly parts: Buffer[] = [];
  /** True when all of it came, false when it was cut off. */
  readonly isWhole: Promise<boolean>;
  #pauseMs = PAUSE_MS;

  constructor(response: IncomingMessage) {
    response.on('data', (part: Buffer) => {
      this.parts.push(part);
      if (this.#pauseMs === 0) return;
      response.pause();
      setTimeout(() => response.resume(), this.#pauseMs);
    });
    // Being cut off is what this is about.
    response.on('error', () => undefined);
    this.isWhole = new Promise((resolve) => {
      response.on('close', () => {
        resolve(response.complete);
      });
    });
  }

  static async begin({ id }: FileReference, { token }: TestUser): Promise<SlowDownload> {
    const request = get(`${service.url}/api/files/${id}`, { headers: { authorization: `Bearer ${token}` } });
    request.on('error', () => undefined);
    // Its type comes from Node's events, which do not tell it.
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`answered with ${response.statusCode}`);
    return new SlowDownload(response);
  }

  hurry(): void {
    this.#pauseMs = 0;
  }
}

interface Ending {
  readonly bob: TestUser;
  readonly channelId: string;
}

const endings: [string, (ending: Ending) => Promise<unknown>][] = [
  ['who is removed from the channel', ({ bob, channelId }) => ann.rest.removeMember(channelId, bob.id)],
  ['whose account is disabled', ({ bob }) => service.disable(bob)],
];

describe('a download under way', () => {
  it.each(endings)('ends for a slow reader %s, and for nobody else', async (_who, end) => {
    const [bob, eve] = [await service.register('Bob'), await service.register('Eve')];
    const memberIds = [bob.id, eve.id];
    const { id: channelId } = await service.channel(ann, { type: 'private', memberIds });
    const file = await ann.rest.uploadFile(new Blob([bytes]), { name: 'long.txt' });
    await ann.rest.sendMessage(channelId, { clientId: file.id, content: '', fileIds: [file.id] });
    const downloads = await Promise.all([bob, eve, ann].map((user) => SlowDownload.begin(file, user)));
    const [bobs, ...others] = downloads;
    await end({ bob, channelId });
    expect(await bobs?.isWhole).toBe(false);
    for (const other of others) {
      other.hurry();
      expect(await other.isWhole).toBe(true);
      expect(sha256(other.parts)).toBe(sha256([bytes]));
    }
  });

  it('ends when the message that carries the file is deleted', async () => {
    const bob = await service.register('Bob');
    const { id: channelId } = await service.channel(ann);
    const file = await ann.rest.uploadFile(new Blob([bytes]), { name: 'long.txt' });
    const { seq } = await ann.rest.sendMessage(channelId, { clientId: file.id, content: '', fileIds: [file.id] });
    const download = await SlowDownload.begin(file, bob);
    await ann.rest.deleteMessage(channelId, seq);
    expect(await download.isWhole).toBe(false);
  });
});
