import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpUnderTest, startHttp } from '../testing/start-http.js';

let http: HttpUnderTest;
let token: string;
const templates: string[] = [];

beforeAll(async () => {
  http = await startHttp({
    env: { METRICS_PUBLIC: 'on', REQUEST_BODY_BYTES: '2048' },
    metricsHandler: () => {
      throw new Error('the inside of the house');
    },
    observe: (request, response, next) => {
      response.on('finish', () => {
        const route = request.route as { path: string } | undefined; // declared as any by Express
        templates.push(route ? request.baseUrl + route.path : 'unmatched');
      });
      next();
    },
  });
  ({ token } = await http.register('ann'));
});
afterAll(() => http.close());

const login = '/api/auth/login';

describe('an answer', () => {
  it('carries the request id that the caller chose', async () => {
    const { headers } = await http.call('GET', '/livez', { headers: { 'x-request-id': 'My-id_1' } });
    expect(headers.get('x-request-id')).toBe('My-id_1');
  });

  it.each(['', 'a b', 'a"b', 'x'.repeat(65), 'ä'])('carries an id of its own where %p came', async (id) => {
    const { headers } = await http.call('GET', '/livez', { headers: { 'x-request-id': id } });
    expect(headers.get('x-request-id')).toMatch(/^[A-Za-z0-9_-]{36}$/);
  });

  it('forbids a browser to load, frame or guess anything, and any cache to keep it', async () => {
    const { headers } = await http.call('GET', '/livez');
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('shows the template of its route to whoever observes', async () => {
    templates.length = 0;
    await http.call('GET', '/api/channels/nowhere/messages?limit=1', { token });
    await http.call('GET', '/nowhere');
    expect(templates).toEqual(['/api/channels/:channelId/messages', 'unmatched']);
  });
});

interface Refusal {
  readonly why: string;
  readonly method?: string;
  readonly path?: string;
  readonly init?: { readonly headers?: Record<string, string>; readonly body: NonNullable<RequestInit['body']> };
  readonly status: number;
  readonly code: string;
}

const json = { 'content-type': 'application/json' };
const deep = `${'['.repeat(900)}${']'.repeat(900)}`;

const refusals: Refusal[] = [
  { why: 'a path that does not exist', method: 'GET', path: '/api/nothing', status: 404, code: 'not_found' },
  { why: 'a method that the path does not take', method: 'GET', status: 405, code: 'method_not_allowed' },
  { why: 'broken percent-encoding', method: 'GET', path: '/api/channels/%E0%A4%A', status: 400, code: 'bad_request' },
  { why: 'no body', status: 400, code: 'bad_request' },
  { why: 'JSON that is cut off', init: { headers: json, body: '{"email":' }, status: 400, code: 'bad_request' },
  { why: 'JSON that is no object', init: { headers: json, body: '"text"' }, status: 400, code: 'bad_request' },
  { why: 'an array', init: { headers: json, body: '[]' }, status: 400, code: 'bad_request' },
  { why: 'arrays in arrays', init: { headers: json, body: deep }, status: 400, code: 'bad_request' },
  {
    why: 'bytes that are not UTF-8',
    init: { headers: json, body: Buffer.from('{"email":"\xff"}', 'latin1') },
    status: 400,
    code: 'bad_request',
  },
  {
    why: 'a form',
    init: { body: new URLSearchParams({ email: 'a@b' }) },
    status: 415,
    code: 'unsupported_media_type',
  },
  { why: 'text', init: { body: '{}' }, status: 415, code: 'unsupported_media_type' },
  {
    why: 'a body without a type',
    init: { body: new Blob(['{}']) },
    status: 415,
    code: 'unsupported_media_type',
  },
  {
    why: 'an unknown encoding',
    init: { headers: { ...json, 'content-encoding': 'rot13' }, body: '{}' },
    status: 415,
    code: 'unsupported_media_type',
  },
  {
    why: 'an unknown character set',
    init: { headers: { 'content-type': 'application/json; charset=ebcdic' }, body: '{}' },
    status: 415,
    code: 'unsupported_media_type',
  },
  {
    why: 'a gzip body that is none',
    init: { headers: { ...json, 'content-encoding': 'gzip' }, body: '{}' },
    status: 400,
    code: 'bad_request',
  },
  {
    why: 'a body over the limit',
    init: { headers: json, body: JSON.stringify({ email: 'x'.repeat(2_048) }) },
    status: 413,
    code: 'too_large',
  },
];

describe('a refusal', () => {
  it.each(refusals)(
    'of $why is a problem with $status',
    async ({ method = 'POST', path = login, init, status, code }) => {
      const response = await fetch(`${http.url}${path}`, {
        method,
        ...init,
        headers: { authorization: `Bearer ${token}`, 'x-request-id': 'refused-1', ...init?.headers },
      });
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(response.headers.get('x-request-id')).toBe('refused-1');
      expect(await response.json()).toMatchObject({
        type: `urn:chatwatch:error:${code}`,
        title: expect.any(String),
        status,
        detail: expect.any(String),
        code,
        requestId: 'refused-1',
      });
    },
  );

  it('of a body just under the limit is not about its size', async () => {
    const frame = JSON.stringify({ email: '' }).length;
    const { body } = await http.call('POST', login, { body: { email: 'x'.repeat(2_048 - frame) } });
    expect(body).toMatchObject({ code: 'bad_request' });
  });

  it('of a method names those that the path takes', async () => {
    expect((await http.call('PUT', login)).headers.get('allow')).toBe('POST');
    expect((await http.call('DELETE', '/api/channels')).headers.get('allow')).toBe('GET, POST, HEAD');
  });

  it('lists the fields that do not fit', async () => {
    const { body } = await http.call('POST', '/api/auth/register', { body: { name: '', email: 'x', password: 8 } });
    expect(body).toMatchObject({
      status: 400,
      errors: [{ path: 'name' }, { path: 'email' }, { path: 'password' }],
    });
  });

  it('lists at most twenty of them', async () => {
    const memberIds = Array.from({ length: 100 }, () => 1);
    const { body } = await http.call('POST', '/api/channels', {
      token,
      body: { name: 'x', type: 'public', memberIds },
    });
    expect(body).toMatchObject({ errors: { length: 20 } });
  });

  it('quotes nothing of the request', async () => {
    const response = await fetch(`${http.url}${login}`, { method: 'POST', headers: json, body: '{"secret-text' });
    expect(await response.text()).not.toContain('secret-text');
  });
});

describe('a fault of the server', () => {
  it('is logged under the request id, and tells the caller nothing but that', async () => {
    const { status, body, headers } = await http.call('GET', '/metrics', { headers: { 'x-request-id': 'fault-1' } });
    expect(status).toBe(500);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ code: 'internal', requestId: 'fault-1' });
    expect(JSON.stringify(body)).not.toContain('inside');
    expect(http.logged).toContainEqual(
      expect.objectContaining({
        level: 'error',
        msg: 'request failed',
        requestId: 'fault-1',
        err: expect.objectContaining({ message: 'the inside of the house' }),
      }),
    );
  });
});

describe('credentials', () => {
  it.each([
    ['none', undefined],
    ['another scheme', 'Basic YW5uOnNlY3JldA=='],
    ['no token', 'Bearer '],
    ['a token that is none', 'Bearer garbage'],
    ['two tokens', 'Bearer a b'],
    ['a token of 5,000 characters', `Bearer ${'x'.repeat(5_000)}`],
  ])('with %s are answered with 401 and how to sign in', async (_, authorization) => {
    const { status, headers, body } = await http.call('GET', '/api/users/me', {
      headers: authorization === undefined ? {} : { authorization },
    });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(body).toMatchObject({ code: 'unauthorized' });
  });

  it('are checked before the body is read', async () => {
    const response = await fetch(`${http.url}/api/channels`, { method: 'POST', headers: json, body: '{' });
    expect(response.status).toBe(401);
  });
});
