import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpUnderTest, startHttp } from '../testing/start-http.js';

const friend = 'https://chat.example';
let http: HttpUnderTest;

beforeAll(async () => {
  http = await startHttp({ env: { PUBLIC_ORIGINS: `${friend},http://localhost:5173` } });
});
afterAll(() => http.close());

const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };

describe('a page of another origin', () => {
  it('may read answers where its origin is on the list', async () => {
    const { headers } = await http.call('GET', '/livez', { headers: { origin: friend } });
    expect(headers.get('access-control-allow-origin')).toBe(friend);
    expect(headers.get('access-control-expose-headers')).toContain('X-Request-Id');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toContain('Origin');
  });

  it('may send its token after asking first', async () => {
    const { status, headers } = await http.call('OPTIONS', '/api/channels', {
      headers: { origin: friend, ...preflight },
    });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-methods')).toContain('POST');
    expect(headers.get('access-control-allow-headers')).toContain('Authorization');
    expect(headers.get('x-request-id')).not.toBeNull();
  });

  it.each([
    'null',
    'https://chat.example.evil',
    'https://evil-chat.example',
    'http://chat.example',
    'https://chat.example:8443',
    'https://me@chat.example',
    'HTTPS://chat.example',
  ])('is told nothing where its origin is %p', async (origin) => {
    const plain = await http.call('GET', '/livez', { headers: { origin } });
    const asked = await http.call('OPTIONS', '/api/channels', { headers: { origin, ...preflight } });
    for (const { headers } of [plain, asked]) {
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('vary')).toContain('Origin');
    }
    expect(asked.status).toBe(405);
  });
});
