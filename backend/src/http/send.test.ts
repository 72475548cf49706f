import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Session } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RawAnswer, rawGet } from '../testing/raw-get.js';
import { type HttpUnderTest, startHttp } from '../testing/start-http.js';
import { channelSchema } from './resources.js';

let http: HttpUnderTest;
let ann: Session;
let large: string;
let small: string;

beforeAll(async () => {
  http = await startHttp({ env: { PUBLIC_ORIGINS: 'https://chat.example' } });
  ann = await http.register('ann');
  large = await newChannel(20);
  small = await newChannel(1);
});
afterAll(() => http.close());

/** The path of the messages of a new private channel. */
const newChannel = async (messages: number): Promise<string> => {
  const body = { name: 'room', type: 'private' };
  const { id } = channelSchema.parse((await http.call('POST', '/api/channels', { token: ann.token, body })).body);
  const path = `/api/channels/${id}/messages`;
  for (let count = 1; count <= messages; count += 1) {
    await http.call('POST', path, { token: ann.token, body: { clientId: `${id}-${count}`, content: `text ${count}` } });
  }
  return path;
};

const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<RawAnswer> =>
  rawGet(`${http.url}${path}`, { authorization: `Bearer ${ann.token}`, ...headers }, method);

const unpacked = ({ headers, bytes }: RawAnswer): string => {
  if (headers['content-encoding'] === 'br') return brotliDecompressSync(bytes).toString();
  return (headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
};

describe('an answer of more than 1 KiB', () => {
  const paths: [string, () => string][] = [
    ['page of history', () => large],
    ['list of channels', () => '/api/channels'],
  ];
  beforeAll(async () => {
    for (let count = 0; count < 10; count += 1) await newChannel(0);
  });

  it.each(
    paths.flatMap(([name, path]) =>
      ([['br'], ['gzip'], [undefined]] as const).map(([encoding]) => [name, encoding, path] as const),
    ),
  )('such as a %s comes in the coding %p that is asked for', async (_, encoding, path) => {
    const plain = await get(path());
    const answer = await get(path(), encoding === undefined ? {} : { 'accept-encoding': encoding });
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers['content-length']).toBe(String(answer.bytes.length));
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.headers.vary).toBe('Origin, Accept-Encoding');
    expect(unpacked(answer)).toBe(plain.bytes.toString());
    expect(answer.bytes.length < plain.bytes.length).toBe(encoding !== undefined);
  });

  it.each(paths)('such as a %s has the same headers for HEAD, and no body', async (_, path) => {
    const encoding = { 'accept-encoding': 'gzip' };
    const [full, head] = [await get(path(), encoding), await get(path(), encoding, 'HEAD')];
    const own = { date: expect.any(String), 'x-request-id': expect.any(String) };
    expect(head.headers).toEqual({ ...full.headers, ...own });
    expect(head.bytes).toHaveLength(0);
  });

  it('is refused with 406, before anything is done, to who takes no coding at all', async () => {
    const accept = { 'accept-encoding': 'identity;q=0' };
    const answer = await get(large, accept);
    expect(answer.status).toBe(406);
    expect(JSON.parse(answer.bytes.toString())).toMatchObject({ code: 'not_acceptable', status: 406 });
    const body = { name: 'never', type: 'public' };
    expect(await http.call('POST', '/api/channels', { token: ann.token, body, headers: accept })).toMatchObject({
      status: 406,
    });
    expect((await get('/api/channels')).bytes.toString()).not.toContain('never');
  });
});

it('an answer of less than 1 KiB comes as it is', async () => {
  const { headers } = await get(small, { 'accept-encoding': 'br, gzip' });
  expect(headers['content-encoding']).toBeUndefined();
  expect(headers.vary).toBe('Origin, Accept-Encoding');
});

describe('a page of history', () => {
  it('is kept by a browser for its user alone, which asks each time', async () => {
    expect((await get(large)).headers['cache-control']).toBe('private, no-cache');
  });

  it.each(['br', 'gzip', 'identity'])(
    'in %s has an ETag of its own, for which it is 304 in that coding',
    async (coding) => {
      const { headers } = await get(large, { 'accept-encoding': coding });
      const etag = headers.etag ?? '';
      expect(etag).toMatch(/^"[\w-]+"$/);
      for (const given of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
        const answer = await get(large, { 'accept-encoding': coding, 'if-none-match': given });
        expect(answer).toMatchObject({ status: 304, headers: { etag, vary: headers.vary } });
        expect(answer.headers['cache-control']).toBe('private, no-cache');
        expect(answer.bytes).toHaveLength(0);
      }
      const head = await get(large, { 'accept-encoding': coding, 'if-none-match': etag }, 'HEAD');
      expect(head.status).toBe(304);
    },
  );

  it('is sent in full to who has another coding of it, or another page', async () => {
    const { headers } = await get(large, { 'accept-encoding': 'gzip' });
    const etag = headers.etag ?? '';
    expect((await get(large, { 'accept-encoding': 'br', 'if-none-match': etag })).status).toBe(200);
    expect((await get(small, { 'accept-encoding': 'gzip', 'if-none-match': etag })).status).toBe(200);
  });

  it('has another ETag after each change', async () => {
    const path = await newChannel(1);
    const tags = new Set<string | undefined>();
    const note = async (): Promise<void> => {
      tags.add((await get(path)).headers.etag);
    };
    await note();
    await http.call('POST', path, { token: ann.token, body: { clientId: `${path.length}-second`, content: 'second' } });
    await note();
    await http.call('PATCH', `${path}/1`, { token: ann.token, body: { content: 'edited' } });
    await note();
    await http.call('DELETE', `${path}/1`, { token: ann.token });
    await note();
    expect(tags.size).toBe(4);
  });

  it('says nothing to strangers, whatever ETag they name', async () => {
    const eve = await http.register('eve');
    const { headers } = await get(large);
    for (const given of [headers.etag ?? '', '*']) {
      const answer = await get(large, { authorization: `Bearer ${eve.token}`, 'if-none-match': given });
      expect(answer.status).toBe(404);
      expect(answer.headers.etag).toBeUndefined();
      expect((await get(large, { authorization: 'Bearer none', 'if-none-match': given })).status).toBe(401);
    }
  });
});
