import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpUnderTest, startHttp } from '../../testing/start-http.js';

let http: HttpUnderTest;
beforeAll(async () => {
  http = await startHttp();
});
afterAll(() => http.close());

describe('the page of the API', () => {
  it('may load files of ours and nothing else', async () => {
    const { status, headers, body } = await http.call('GET', '/docs');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = headers.get('content-security-policy')?.split(';');
    expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'"]));
    expect(body).toContain('<title>Chatwatch API</title>');
    expect(body).not.toMatch(/<script>|https?:/);
  });

  it('is found with a slash at the end, too', async () => {
    const response = await fetch(`${http.url}/docs/`);
    expect(response.url).toBe(`${http.url}/docs`);
    expect(response.status).toBe(200);
  });

  it.each([
    ['start.js', 'text/javascript; charset=utf-8'],
    ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
    ['swagger-ui.css', 'text/css; charset=utf-8'],
    ['favicon-32x32.png', 'image/png'],
  ])('loads %s as %s, once', async (file, type) => {
    const first = await fetch(`${http.url}/docs/${file}`);
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe(type);
    expect((await first.arrayBuffer()).byteLength).toBeGreaterThan(0);
    const again = await fetch(`${http.url}/docs/${file}`, {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it.each(['package.json', 'constructor', '..%2fpackage.json', 'index.html'])('has no file %s', async (file) => {
    expect(await http.call('GET', `/docs/${file}`)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});
