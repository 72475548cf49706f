import { tmpdir } from 'node:os';
import { loadObjectives, parseExposition } from '@chatwatch/objectives';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseConfig } from '../../config.js';
import { answerTo, statusesIn } from '../../hostile/raw-connection.js';
import { withRandom } from '../../hostile/seeded-random.js';
import { createLog } from '../../log.js';
import { startMonitoring } from '../../monitoring/index.js';
import {
  type HistoryRequest,
  type HistoryWorld,
  makeHistoryWorld,
  randomHistoryRequest,
} from '../../testing/history-requests.js';
import { rawGet } from '../../testing/raw-get.js';
import { type HttpUnderTest, startHttp } from '../../testing/start-http.js';

const REQUESTS = 500;

let home: HttpUnderTest;
let world: HistoryWorld;
beforeAll(async () => {
  home = await startHttp();
  world = await makeHistoryWorld(home);
});
afterAll(() => home.close());

/** Families that depend on nothing but the requests. */
const COMPARED =
  /^(http_requests_total|http_request_duration_seconds_count|http_response_size_bytes_|http_requests_in_flight|cache_requests_total|cache_load_seconds_count|cache_loads_shared|cache_evictions|chat_errors)/;

interface Way {
  readonly url: string;
  /** How many requests were answered before Express. */
  readonly atDoor: () => number;
  /** What was counted, a line a series. */
  readonly counted: () => Promise<string[]>;
  close(): Promise<void>;
}

/** A server over the same store with empty caches, measured on its own: one must be closed before the next begins. */
const openWay = async (options: { hasDoor: boolean; env: Record<string, string> }): Promise<Way> => {
  const config = parseConfig({ LOG_LEVEL: 'silent' });
  const objectives = loadObjectives(config.objectivesFile);
  const telemetry = startMonitoring({ objectives, dataDir: tmpdir(), commit: undefined, log: createLog(config) });
  const middleware = telemetry.httpMiddleware();
  let atDoor = 0;
  const http = await startHttp({
    ...options,
    over: home,
    observe: (request, response, next) => {
      // Express knows the route only later.
      if (request.route !== undefined) atDoor += 1;
      middleware(request, response, next);
    },
  });
  return {
    url: http.url,
    atDoor: () => atDoor,
    counted: async () =>
      [...parseExposition(await telemetry.registry.metrics())]
        .filter(([name]) => COMPARED.test(name))
        .flatMap(([name, samples]) => samples.map(({ labels, value }) => `${name} ${JSON.stringify(labels)} ${value}`))
        .sort(),
    close: async () => {
      await http.close();
      telemetry.close();
    },
  };
};

/** Each answer as text: status, headers in their order and letters, and the body. What differs by nature is masked. */
const answersOf = async (url: string, requests: readonly HistoryRequest[]): Promise<string[]> => {
  const answers: string[] = [];
  let lastTag = '"none"';
  for (const { method, path, headers, matching } of requests) {
    const conditions = matching && { 'if-none-match': matching(lastTag) };
    const answer = await rawGet(url + path, { ...headers, ...conditions }, method);
    lastTag = answer.headers.etag ?? lastTag;
    const head = answer.rawHeaders.join('\n');
    answers.push(masked(`${answer.status}\n${head}\n${answer.bytes.toString('latin1')}`, headers['x-request-id']));
  }
  return answers;
};

const masked = (text: string, requestId?: string): string =>
  text
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}/g, (id) => (id === requestId ? id : 'AN-ID'))
    .replaceAll(/(?<=\bDate(?:\n|: ))[^\r\n]+/g, 'A-DATE');

const bothWays = async <Result>(env: Record<string, string>, ask: (way: Way) => Promise<Result>) => {
  const door = await openWay({ hasDoor: true, env });
  const atDoor = await ask(door).finally(() => door.close());
  const express = await openWay({ hasDoor: false, env });
  const atExpress = await ask(express).finally(() => express.close());
  return { atDoor, atExpress };
};

const settings: [string, Record<string, string>][] = [
  ['origins', { PUBLIC_ORIGINS: 'https://chat.example' }],
  ['no origin', {}],
];

describe.each(settings)('with %s allowed', (_name, env) => {
  it(`${REQUESTS} requests of any kind are answered and counted alike before Express and through it`, () =>
    withRandom(async (random) => {
      const requests = Array.from({ length: REQUESTS }, () => randomHistoryRequest(random, world));
      const { atDoor, atExpress } = await bothWays(env, async (way) => {
        const answers = await answersOf(way.url, requests);
        return { answers, counted: await way.counted(), quick: way.atDoor() };
      });
      for (const [index, request] of requests.entries()) {
        expect({ request, answer: atDoor.answers[index] }).toEqual({ request, answer: atExpress.answers[index] });
      }
      expect(atDoor.counted).toEqual(atExpress.counted);
      expect(atDoor.counted.join('\n')).toContain('"/api/channels/:channelId/messages"');
      const whole = atDoor.answers.filter((answer) => /^(200|304)/.test(answer)).length;
      expect(atDoor.quick).toBeGreaterThan(whole / 2);
      expect(atExpress.quick).toBe(0);
    }));
});

const odd: [string, (path: string, bearer: string) => string][] = [
  ['HTTP/1.0', (path, bearer) => `GET ${path} HTTP/1.0\r\nAuthorization: ${bearer}\r\n\r\n`],
  ['no host', (path, bearer) => `GET ${path} HTTP/1.1\r\nAuthorization: ${bearer}\r\nConnection: close\r\n\r\n`],
  ['two hosts', (path, bearer) => request(path, `Host: b\r\nAuthorization: ${bearer}\r\n`)],
  ['two tokens', (path, bearer) => request(path, `Authorization: ${bearer}\r\nAuthorization: Bearer x\r\n`)],
  [
    'two request ids',
    (path, bearer) => request(path, `Authorization: ${bearer}\r\nX-Request-Id: a\r\nX-Request-Id: b\r\n`),
  ],
  [
    'two encodings',
    (path, bearer) => request(path, `Authorization: ${bearer}\r\nAccept-Encoding: br\r\nAccept-Encoding: x\r\n`),
  ],
  ['a body', (path, bearer) => request(path, `Authorization: ${bearer}\r\nContent-Length: 2\r\n`, '{}')],
  [
    'a body in chunks',
    (path, bearer) => request(path, `Authorization: ${bearer}\r\nTransfer-Encoding: chunked\r\n`, '0\r\n\r\n'),
  ],
  ['an expectation', (path, bearer) => request(path, `Authorization: ${bearer}\r\nExpect: 100-continue\r\n`)],
  ['an unknown expectation', (path, bearer) => request(path, `Authorization: ${bearer}\r\nExpect: a miracle\r\n`)],
  ['an absolute target', (path, bearer) => request(`http://a${path}`, `Authorization: ${bearer}\r\n`)],
  ['a fragment', (path, bearer) => request(`${path}#5`, `Authorization: ${bearer}\r\n`)],
];

const request = (target: string, headers: string, body = ''): string =>
  `GET ${target} HTTP/1.1\r\nHost: a\r\n${headers}Connection: close\r\n\r\n${body}`;

it.each(odd)('%s is answered alike before Express and through it', async (_name, write) => {
  const [path = ''] = world.paths;
  const bearer = world.credentials.member ?? '';
  const { atDoor, atExpress } = await bothWays({}, async ({ url }) => {
    for (let count = 0; count < 2; count++) await rawGet(url + path, { authorization: bearer });
    return masked(await answerTo(url, write(path, bearer)));
  });
  expect(atDoor).toEqual(atExpress);
});

it('requests that wait for each other on one connection are answered in their order', async () => {
  const [path = ''] = world.paths;
  const bearer = world.credentials.member ?? '';
  const ask = (query: string, end = '') =>
    `GET ${path}${query} HTTP/1.1\r\nHost: a\r\nAuthorization: ${bearer}\r\n${end}\r\n`;
  const { atDoor, atExpress } = await bothWays({}, async ({ url }) => {
    for (let count = 0; count < 2; count++) await rawGet(url + path, { authorization: bearer });
    // The first has to be read from the store, the second is at hand.
    return masked(await answerTo(url, ask('?limit=3') + ask('') + ask('?limit=x', 'Connection: close\r\n')));
  });
  expect(statusesIn(atDoor)).toEqual([200, 200, 400]);
  expect(atDoor).toEqual(atExpress);
});
