import { expect, it } from '@jest/globals';
import { directSocketUrl, proxySocketUrl } from './socket-url';

it.each([
  [{ protocol: 'http:', host: 'localhost:3000' }, '', 'ws://localhost:3000/api/plugin-proxy/chatwatch-app/ws'],
  [
    { protocol: 'https:', host: 'example.org' },
    '/grafana',
    'wss://example.org/grafana/api/plugin-proxy/chatwatch-app/ws',
  ],
])('the proxy of Grafana at %j under "%s" is %s', (place, appSubUrl, expected) => {
  expect(proxySocketUrl(place, appSubUrl)).toBe(expected);
});

it.each([
  ['https://chat.example.org', 'wss://chat.example.org/ws'],
  ['http://127.0.0.1:3000/', 'ws://127.0.0.1:3000/ws'],
  ['https://example.org/chat/', 'wss://example.org/chat/ws'],
  ['ws://example.org', undefined],
  ['chat.example.org', undefined],
  ['', undefined],
])('the service at "%s" is reached at %s', (publicUrl, expected) => {
  expect(directSocketUrl(publicUrl)).toBe(expected);
});
