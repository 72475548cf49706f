import { readdir } from 'node:fs/promises';
import type { Channel, FileReference, Session } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sampleFiles } from '../../testing/sample-files.js';
import { type HttpUnderTest, SERVICE_TOKEN, startHttp } from '../../testing/start-http.js';
import { formOf, postForm } from '../../testing/upload.js';
import { fileSchema, messageSchema, problemSchema } from '../resources.js';

const MAX_BYTES = 100_000;

let http: HttpUnderTest;
let ann: Session;
let bob: Session;

beforeAll(async () => {
  http = await startHttp({ env: { UPLOAD_MAX_BYTES: String(MAX_BYTES) } });
  [ann, bob] = [await http.register('ann'), await http.register('bob')];
});

afterAll(() => http.close());

const post = (form: FormData, token = ann.token): Promise<Response> => postForm(http.url, token, form);

const upload = async (bytes: Uint8Array = sampleFiles.png, name = 'picture.png'): Promise<FileReference> => {
  const response = await post(formOf({ bytes, name }));
  expect(response.status).toBe(201);
  return fileSchema.parse(await response.json());
};

const refusalOf = async (response: Response): Promise<{ status: number; code: string }> => {
  const { status, code } = problemSchema.parse(await response.json());
  expect(response.status).toBe(status);
  return { status, code };
};

const download = (id: string, { token = ann.token, method = 'GET', ...headers }: Record<string, string> = {}) =>
  fetch(`${http.url}/api/files/${id}`, { method, headers: { authorization: `Bearer ${token}`, ...headers } });

const newChannel = async (type: Channel['type'] = 'public', memberIds: string[] = []): Promise<string> => {
  const { body } = await http.call('POST', '/api/channels', {
    token: ann.token,
    body: { name: 'general', type, memberIds },
  });
  return (body as Channel).id;
};

const sendFiles = async (channelId: string, fileIds: string[], token = ann.token) => {
  const body = { clientId: `c${++sends}`, content: '', fileIds };
  return http.call('POST', `/api/channels/${channelId}/messages`, { token, body });
};
let sends = 0;

describe('uploading', () => {
  it.each(Object.entries(sampleFiles))('takes %s by its content, and gives it back', async (_, bytes) => {
    const response = await post(formOf({ bytes, name: 'Zürich 👋.html', type: 'text/html' }));
    const file = fileSchema.parse(await response.json());
    expect(file).toMatchObject({ name: 'Zürich 👋.html', sizeBytes: bytes.length });
    const back = await download(file.id);
    expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true);
    expect(back.headers.get('content-type')?.split(';')[0]).toBe(file.type);
  });

  it('takes files up to the limit and none over it', async () => {
    const exact = Buffer.concat([sampleFiles.png, Buffer.alloc(MAX_BYTES - sampleFiles.png.length)]);
    expect((await upload(exact)).sizeBytes).toBe(MAX_BYTES);
    const over = formOf({ bytes: Buffer.concat([exact, Buffer.alloc(1)]) });
    expect(await refusalOf(await post(over))).toEqual({ status: 413, code: 'too_large' });
    const far = formOf({ bytes: Buffer.concat([exact, Buffer.alloc(5_000_000)]) });
    expect(await refusalOf(await post(far))).toEqual({ status: 413, code: 'too_large' });
  });

  it.each([
    ['a page as a picture', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), 415],
    ['a program', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 415],
    ['text with a control character far behind', Buffer.from(`${'a'.repeat(50_000)}\u0007`), 415],
    ['text that ends within a character', Buffer.from(`${'a'.repeat(50_000)}é`).subarray(0, -1), 415],
    ['nothing', Buffer.alloc(0), 400],
  ])('refuses %s', async (_, bytes, status) => {
    expect(await refusalOf(await post(formOf({ bytes, name: 'picture.png', type: 'image/png' })))).toMatchObject({
      status,
    });
  });

  it('refuses a form without the file, with two, with too many fields, and no form at all', async () => {
    const two = formOf({ bytes: sampleFiles.png });
    two.append('file', new Blob(['second']), 'second.txt');
    const fields = formOf({ bytes: sampleFiles.png });
    for (let count = 0; count < 9; count++) fields.append(`field${count}`, 'x');
    for (const form of [new FormData(), formOf({ bytes: sampleFiles.png }, 'other'), two, fields]) {
      expect(await refusalOf(await post(form))).toEqual({ status: 400, code: 'bad_request' });
    }
    const json = await http.call('POST', '/api/files', { token: ann.token, body: { file: 'x' } });
    expect(json).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
  });

  it('ignores a few other fields', async () => {
    const form = new FormData();
    form.append('comment', 'for the meeting');
    form.append('file', new Blob([sampleFiles.text]), 'notes.txt');
    expect((await post(form)).status).toBe(201);
  });

  it('is for users alone, told before anything is read', async () => {
    expect((await post(formOf({ bytes: sampleFiles.png }), SERVICE_TOKEN)).status).toBe(403);
    expect((await post(formOf({ bytes: sampleFiles.png }), 'nobody')).status).toBe(401);
  });

  it('leaves no bytes of what was refused', async () => {
    const before = await readdir(http.filesDirectory);
    await post(formOf({ bytes: Buffer.from(`${'a'.repeat(90_000)}\0`) }));
    await post(formOf({ bytes: Buffer.concat([sampleFiles.png, Buffer.alloc(MAX_BYTES)]) }));
    expect(await readdir(http.filesDirectory)).toEqual(before);
  });
});

describe('downloading', () => {
  it('never lets a browser run, frame or guess', async () => {
    const { id, sizeBytes } = await upload(sampleFiles.text, "naïve 'notes' 100%;.txt");
    const { headers } = await download(id);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': String(sizeBytes),
      'content-disposition':
        "attachment; filename=\"na_ve 'notes' 100_;.txt\"; filename*=UTF-8''na%C3%AFve%20%27notes%27%20100%25%3B.txt",
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache',
      'accept-ranges': 'bytes',
      etag: `"${id}"`,
    });
  });

  it('answers HEAD as GET, without the bytes', async () => {
    const { id } = await upload();
    const [head, get] = [await download(id, { method: 'HEAD' }), await download(id)];
    expect([head.status, (await head.arrayBuffer()).byteLength]).toEqual([200, 0]);
    for (const name of ['content-length', 'content-type', 'etag', 'content-disposition', 'accept-ranges']) {
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
  });

  it.each([
    ['bytes=0-3', 206, [0, 4], 'bytes 0-3/70'],
    ['bytes=-4', 206, [66, 70], 'bytes 66-69/70'],
    ['bytes=60-', 206, [60, 70], 'bytes 60-69/70'],
    ['bytes=0-999', 206, [0, 70], 'bytes 0-69/70'],
    ['bytes=0-1,5-6', 200, [0, 70], null],
    ['chapters=1-2', 200, [0, 70], null],
  ])('answers %s', async (range, status, [start, end], contentRange) => {
    const { id } = await upload();
    const response = await download(id, { range });
    expect([response.status, response.headers.get('content-range')]).toEqual([status, contentRange]);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.equals(sampleFiles.png.subarray(start, end))).toBe(true);
    expect(response.headers.get('content-length')).toBe(String(bytes.length));
  });

  it('refuses a range outside the file', async () => {
    const { id } = await upload();
    const response = await download(id, { range: 'bytes=70-' });
    expect(response.headers.get('content-range')).toBe('bytes */70');
    expect(response.headers.get('content-disposition')).toBeNull();
    expect(await refusalOf(response)).toMatchObject({ status: 416 });
  });

  it('gives a range on condition of the same file', async () => {
    const { id } = await upload();
    const status = async (condition: string) =>
      (await download(id, { range: 'bytes=0-0', 'if-range': condition })).status;
    expect(await status(`"${id}"`)).toBe(206);
    for (const other of [`W/"${id}"`, '"other"', 'Mon, 23 Nov 2026 10:00:00 GMT'])
      expect(await status(other)).toBe(200);
  });

  it('says 304 to who has the file', async () => {
    const { id } = await upload();
    for (const known of [`"${id}"`, `"other", W/"${id}"`, '*']) {
      const response = await download(id, { 'if-none-match': known });
      expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([304, `"${id}"`, '']);
    }
    expect((await download(id, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it.each([
    '..%2f..%2fchatwatch.db',
    '%2e%2e%2fsecrets.json',
    '..%5c..%5csecrets',
    '%00',
    '%2fetc%2fpasswd',
    '....%2f%2f',
    '%252e%252e%252f',
    'files%2f..%2f..%2flock.db',
  ])('finds nothing under %s', async (id) => {
    expect(await refusalOf(await download(id))).toMatchObject({ status: 404 });
  });
});

describe('who may read a file', () => {
  const statusFor = async (id: string, token: string, headers: Record<string, string> = {}) =>
    (await download(id, { token, ...headers })).status;

  it('is its uploader alone until a message carries it', async () => {
    const { id } = await upload();
    expect(await statusFor(id, ann.token)).toBe(200);
    expect(await statusFor(id, bob.token)).toBe(404);
    expect(await statusFor(id, SERVICE_TOKEN)).toBe(404);
    expect(await statusFor(id, 'nobody')).toBe(401);
  });

  it('is who may read the message, whatever cache or range is asked for', async () => {
    const channelId = await newChannel('private', [bob.user.id]);
    const { id } = await upload();
    expect((await sendFiles(channelId, [id])).status).toBe(201);
    expect(await statusFor(id, bob.token)).toBe(200);
    expect(await statusFor(id, SERVICE_TOKEN)).toBe(404);
    const path = `/api/channels/${channelId}/members/${bob.user.id}`;
    expect((await http.call('DELETE', path, { token: ann.token })).status).toBe(204);
    for (const headers of [{}, { 'if-none-match': `"${id}"` }, { range: 'bytes=0-0' }, { range: 'bytes=999-' }]) {
      expect(await statusFor(id, bob.token, headers)).toBe(404);
    }
    expect(await statusFor(id, ann.token)).toBe(200);
  });

  it('is everybody for a public channel', async () => {
    const { id } = await upload();
    await sendFiles(await newChannel(), [id]);
    expect(await statusFor(id, bob.token)).toBe(200);
    expect(await statusFor(id, SERVICE_TOKEN)).toBe(200);
  });

  it('is nobody once the message is deleted', async () => {
    const channelId = await newChannel();
    const { id } = await upload();
    await sendFiles(channelId, [id]);
    await http.call('DELETE', `/api/channels/${channelId}/messages/1`, { token: ann.token });
    expect(await statusFor(id, ann.token)).toBe(404);
    const { body } = await http.call('GET', `/api/channels/${channelId}/messages`, { token: ann.token });
    expect(body).toMatchObject({ messages: [{ content: '', files: [] }] });
  });
});

describe('a message with files', () => {
  it('shows them in the order of the send, alone or beside content', async () => {
    const channelId = await newChannel();
    const files = [await upload(), await upload(sampleFiles.text, 'notes.txt')];
    const sent = await sendFiles(
      channelId,
      files.map(({ id }) => id),
    );
    expect(messageSchema.parse(sent.body)).toMatchObject({ content: '', files });
    const { body } = await http.call('GET', `/api/channels/${channelId}/messages`, { token: bob.token });
    expect(body).toMatchObject({ messages: [{ files }] });
  });

  it('is stored once, and refused with a file that is another’s or taken', async () => {
    const channelId = await newChannel();
    const { id } = await upload();
    const path = `/api/channels/${channelId}/messages`;
    const send = (body: object, token = ann.token) => http.call('POST', path, { token, body });
    expect(await send({ clientId: 'bobs', content: 'mine', fileIds: [id] }, bob.token)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'fileIds.0' }] },
    });
    expect((await send({ clientId: 'once', content: 'look', fileIds: [id] })).status).toBe(201);
    expect(await send({ clientId: 'once', content: 'look', fileIds: [id] })).toMatchObject({
      status: 200,
      body: { seq: 1, files: [{ id }] },
    });
    expect((await send({ clientId: 'again', content: 'look', fileIds: [id] })).status).toBe(400);
  });

  it('may lose its content to an edit, but not both', async () => {
    const channelId = await newChannel();
    const path = `/api/channels/${channelId}/messages`;
    await sendFiles(channelId, [(await upload()).id]);
    await http.call('POST', path, { token: ann.token, body: { clientId: 'bare', content: 'text' } });
    const edit = async (seq: number) =>
      (await http.call('PATCH', `${path}/${seq}`, { token: ann.token, body: { content: '' } })).status;
    expect([await edit(1), await edit(2)]).toEqual([200, 400]);
  });
});
