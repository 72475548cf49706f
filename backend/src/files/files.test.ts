import type { FileReference } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Peer } from '../testing/peer.js';
import { sampleFiles } from '../testing/sample-files.js';
import { startTestService, type TestService, type TestUser } from '../testing/start-service.js';

let service: TestService;
let ann: TestUser;
let bob: TestUser;
let peers: Peer[];

beforeAll(async () => {
  service = await startTestService({ METRICS_PUBLIC: 'on' });
  [ann, bob] = [await service.register('Ann'), await service.register('Bob')];
  peers = [await Peer.ready(service.url, ann.token), await Peer.ready(service.url, bob.token)];
});

afterAll(async () => {
  for (const peer of peers) peer.end();
  await service.stop();
});

const upload = (user: TestUser, bytes: Uint8Array = sampleFiles.pdf, name = 'plan.pdf'): Promise<FileReference> =>
  user.rest.uploadFile(new Blob([Uint8Array.from(bytes)]), { name });

const bothPeers = (): [Peer, Peer] => {
  const [first, second] = peers;
  if (!first || !second) throw new Error('both are connected before the first test');
  return [first, second];
};

describe('files of a private channel', () => {
  it('come with live messages and on resume, and are lost with the membership', async () => {
    const [annsPeer, bobsPeer] = bothPeers();
    const { id: channelId } = await service.channel(ann, { type: 'private', memberIds: [bob.id] });
    bobsPeer.send({ type: 'subscribe', id: 1, channelId });
    await bobsPeer.next('subscribed');
    const file = await upload(ann);
    await expect(bob.rest.downloadFile(file.id)).rejects.toMatchObject({ status: 404 });

    annsPeer.send({ type: 'send', id: 1, channelId, clientId: 'plan', content: '', fileIds: [file.id] });
    expect(await annsPeer.next('ack')).toMatchObject({ seq: 1, duplicate: false });
    expect(await bobsPeer.next('message')).toMatchObject({ content: '', files: [file] });
    expect((await bob.rest.downloadFile(file.id)).size).toBe(file.sizeBytes);

    bobsPeer.send({ type: 'subscribe', id: 2, channelId, afterSeq: 0 });
    expect(await bobsPeer.next('message')).toMatchObject({ seq: 1, files: [file] });
    await ann.rest.removeMember(channelId, bob.id);
    await expect(bob.rest.downloadFile(file.id)).rejects.toMatchObject({ status: 404 });
    expect((await ann.rest.downloadFile(file.id)).type).toBe('application/pdf');
  });
});

describe('the send frame', () => {
  it('is acknowledged as a duplicate when it is repeated with its files', async () => {
    const [peer] = bothPeers();
    const { id: channelId } = await service.channel(ann);
    const { id } = await upload(ann);
    const frame = { type: 'send', channelId, clientId: 'repeated', content: 'look', fileIds: [id] } as const;
    peer.send({ ...frame, id: 11 });
    peer.send({ ...frame, id: 12 });
    expect(await peer.next('ack')).toMatchObject({ id: 11, seq: 1, duplicate: false });
    expect(await peer.next('ack')).toMatchObject({ id: 12, seq: 1, duplicate: true });
  });

  it('is refused with the place of a file that is another’s, and numbers nothing', async () => {
    const [peer] = bothPeers();
    const { id: channelId } = await service.channel(ann);
    const fileIds = [(await upload(ann)).id, (await upload(bob)).id];
    peer.send({ type: 'send', id: 21, channelId, clientId: 'mixed', content: 'look', fileIds });
    expect(await peer.next('error')).toMatchObject({ id: 21, code: 'bad_request', retryable: false });
    peer.send({ type: 'send', id: 22, channelId, clientId: 'mixed', content: 'look', fileIds: fileIds.slice(0, 1) });
    expect(await peer.next('ack')).toMatchObject({ id: 22, seq: 1, duplicate: false });
  });

  it('needs content where it has no file, and carries ten files at most', async () => {
    const [peer] = bothPeers();
    const { id: channelId } = await service.channel(ann);
    const eleven = Array.from({ length: 11 }, (_, index) => `f${index}`);
    for (const fileIds of [[], eleven]) {
      peer.send({ type: 'send', id: 31, channelId, clientId: 'none', content: '', fileIds });
      expect(await peer.next('error')).toMatchObject({ id: 31, code: 'bad_request' });
    }
  });
});

describe('the metrics of uploads', () => {
  it('count and weigh what was stored by its type', async () => {
    const read = async (): Promise<string> => (await fetch(`${service.url}/metrics`)).text();
    const of = async (sample: string): Promise<number> =>
      Number(new RegExp(`^${sample}\\{file_type="webp"\\} (\\S+)$`, 'm').exec(await read())?.[1] ?? 0);
    const before = [await of('file_uploads_total'), await of('file_upload_bytes_sum')] as const;
    await upload(ann, sampleFiles.webp);
    await expect(upload(ann, Buffer.from('RIFF\0\0\0\0WAVE'))).rejects.toMatchObject({ status: 415 });
    expect(await of('file_uploads_total')).toBe(before[0] + 1);
    expect(await of('file_upload_bytes_sum')).toBe(before[1] + sampleFiles.webp.length);
  });
});
