import { createHash } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { FileReference } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestService, type TestService, type TestUser } from '../testing/start-service.js';
import { sumOf } from '../testing/sum-of.js';
import { until } from '../testing/until.js';

/** Far more than the system's buffers on the way take for a reader who has stopped: they grow only as one reads. */
const FILE_BYTES = 24 * 1024 * 1024;

const SERVICE_TOKEN = 'a-token-of-the-service-for-tests-alone';

const bytes = Buffer.alloc(FILE_BYTES, 'a line of plain text\n');
const sha256 = (content: Uint8Array[]): string =>
  content.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

let service: TestService;
let ann: TestUser;

beforeAll(async () => {
  const admin = { ADMIN_EMAIL: 'root@chat.example', ADMIN_PASSWORD: 'a long password' };
  service = await startTestService({ ...admin, SERVICE_TOKEN, UPLOAD_MAX_BYTES: String(FILE_BYTES) });
  ann = await service.register('Ann');
});
afterAll(() => service.stop());

/** A download whose reader stops after its first bytes, until he is told to go on. */
class SlowDownload {
  readonly parts: Buffer[] = [];
  readonly #response: IncomingMessage;

  constructor(response: IncomingMessage) {
    this.#response = response;
    response.on('data', (part: Buffer) => {
      if (this.parts.push(part) === 1) response.pause();
    });
    // Being cut off is what this is about.
    response.on('error', () => undefined);
  }

  static async begin({ id }: FileReference, { token }: TestUser): Promise<SlowDownload> {
    const headers = { authorization: `Bearer ${token}` };
    // On a connection of its own: one that has carried a whole file has buffers as large as that.
    const request = get(`${service.url}/api/files/${id}`, { headers, agent: false });
    request.on('error', () => undefined);
    // Its type comes from Node's events, which do not tell it.
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`answered with ${response.statusCode}`);
    return new SlowDownload(response);
  }

  /** Reads the rest. True when all of it came, false when it was cut off. */
  async finish(): Promise<boolean> {
    this.#response.resume();
    await new Promise((resolve) => this.#response.once('close', resolve));
    return this.#response.complete;
  }
}

/** Number of answers that the service could not give whole. */
const cutOff = async (): Promise<number> => {
  const response = await fetch(`${service.url}/metrics`, { headers: { authorization: `Bearer ${SERVICE_TOKEN}` } });
  return sumOf(await response.text(), 'http_requests_total', 'status_code="499"');
};

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
    const before = await cutOff();
    await end({ bob, channelId });
    await until(async () => (await cutOff()) > before);
    expect(await bobs?.finish()).toBe(false);
    for (const other of others) {
      expect(await other.finish()).toBe(true);
      expect(sha256(other.parts)).toBe(sha256([bytes]));
    }
  });

  it('ends when the message that carries the file is deleted', async () => {
    const bob = await service.register('Bob');
    const { id: channelId } = await service.channel(ann);
    const file = await ann.rest.uploadFile(new Blob([bytes]), { name: 'long.txt' });
    const { seq } = await ann.rest.sendMessage(channelId, { clientId: file.id, content: '', fileIds: [file.id] });
    const download = await SlowDownload.begin(file, bob);
    const before = await cutOff();
    await ann.rest.deleteMessage(channelId, seq);
    await until(async () => (await cutOff()) > before);
    expect(await download.finish()).toBe(false);
  });
});
