import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestService, type TestService } from '../testing/start-service.js';

let chat: TestService;

beforeAll(async () => {
  chat = await startTestService({ PUBLIC_ORIGINS: 'https://chat.example,http://localhost:5173' });
});

afterAll(() => chat.stop());

/** Status of an upgrade whose Host and Origin are sent as they are written. */
const upgradeStatus = async (origin: string | undefined, host: string): Promise<number> => {
  const { hostname, port } = new URL(chat.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    [
      'GET /ws HTTP/1.1',
      `Host: ${host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      ...(origin === undefined ? [] : [`Origin: ${origin}`]),
      '\r\n',
    ].join('\r\n'),
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return Number(answer.toString().split(' ', 2)[1]);
};

/** `HOST` stands for the address that the service listens on. */
const at = (text: string): string => text.replace('HOST', new URL(chat.url).host);

describe('an upgrade', () => {
  it.each<[string, string | undefined, number]>([
    ['without an origin, which no browser sends', undefined, 101],
    ['of a page of the service itself', 'http://HOST', 101],
    ['of a page of the service behind a proxy with TLS', 'https://HOST', 101],
    ['of a listed origin', 'https://chat.example', 101],
    ['of a listed origin with its port', 'http://localhost:5173', 101],
    ['of a sandboxed page or a file', 'null', 403],
    ['of an empty origin', '', 403],
    ['of another host', 'https://evil.example', 403],
    ['of a host that ends like a listed one', 'https://evilchat.example', 403],
    ['of a host below a listed one', 'https://sub.chat.example', 403],
    ['of a host that begins like a listed one', 'https://chat.example.evil', 403],
    ['of a listed host over another scheme', 'http://chat.example', 403],
    ['of a listed host at another port', 'https://chat.example:8443', 403],
    ['of a listed host after user information', 'https://chat.example@evil.example', 403],
    ['with user information before a listed host', 'https://me@chat.example', 403],
    ['of a listed host in upper case, which no browser sends', 'https://CHAT.EXAMPLE', 403],
    ['of a listed host with a trailing dot, which is another', 'https://chat.example.', 403],
    ['of a listed origin with a path', 'https://chat.example/', 403],
    ['of two origins', 'https://chat.example https://evil.example', 403],
    ['of a page of the service’s host at another port', 'http://127.0.0.1:1', 403],
  ])('%s: %s is answered %i', async (_what, origin, status) => {
    expect(await upgradeStatus(origin && at(origin), at('HOST'))).toBe(status);
  });

  it('with a Host that is made up passes for that host’s own page alone', async () => {
    expect(await upgradeStatus('http://other.example', 'other.example')).toBe(101);
    expect(await upgradeStatus('http://other.example', 'chat.example')).toBe(403);
  });
});
