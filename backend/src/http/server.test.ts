import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { type HttpUnderTest, startHttp } from '../testing/start-http.js';
import { listen } from './listen.js';
import { createHttpServer } from './server.js';

let http: HttpUnderTest;
beforeAll(async () => {
  http = await startHttp();
});
afterAll(() => http.close());

/** What comes back for these bytes until the server closes. */
const exchange = async (bytes: string): Promise<string> => {
  const { hostname, port } = new URL(http.url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
};

describe('bytes that Node cannot read as a request', () => {
  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400, 'bad_request'],
    ['a control character in a header', 'GET / HTTP/1.1\r\nHost: a\r\nX: a\x01b\r\n\r\n', 400, 'bad_request'],
    [
      'two lengths',
      'POST /livez HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
      'bad_request',
    ],
    ['headers of 80 KiB', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(81_920)}\r\n\r\n`, 431, 'too_large'],
  ])('such as %s are answered with a problem and the end of the connection', async (_, bytes, status, code) => {
    const answer = await exchange(bytes);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/\r\nX-Request-Id: [\w-]{36}\r\n/);
    expect(head).toContain('\r\nContent-Type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status, code });
  });

  it('leave the server serving', async () => {
    await exchange('garbage\r\n\r\n');
    expect((await http.call('GET', '/livez')).status).toBe(200);
  });
});

describe('a request', () => {
  it('without a host is refused by the app, with a request id', async () => {
    const answer = await exchange('GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 400 [^]*X-Request-Id: /);
  });

  it('that expects what nobody knows is answered all the same', async () => {
    const answer = await exchange('GET /livez HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\nConnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
  });

  it("comes with Express's prototypes, so that Express changes none", async () => {
    const app = express();
    const server = createHttpServer(app, { maxConnections: 10 });
    const seen: boolean[] = [];
    server.prependListener('request', (request, response) => {
      seen.push(
        Object.getPrototypeOf(request) === app.request,
        Object.getPrototypeOf(response) === app.response,
        typeof app.request.get === 'function',
        typeof app.response.json === 'function',
      );
    });
    app.get('/', (request, response) => {
      response.json({ host: request.get('host'), app: request.app === app });
    });
    const url = await listen(server, { host: '127.0.0.1', port: 0 });
    const answer = await fetch(url);
    expect(await answer.json()).toEqual({ host: new URL(url).host, app: true });
    expect(seen).toEqual([true, true, true, true]);
    server.closeAllConnections();
    server.close();
  });
});
