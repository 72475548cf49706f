import { describe, expect, it } from '@jest/globals';
import type { Reply } from './reply';
import { judgeReach, judgeToken, judgeVersion } from './service';
import type { Verdict } from './verdict';

const HTTP = 'http://balancer:3000';
const HTTPS = 'https://balancer';
const LIVE: Reply = { status: 200, body: { status: 'ok' } };
const READY: Reply = { status: 200, body: { status: 'ok', checks: { store: { ok: true }, draining: false } } };
const unready = (checks: object): Reply => ({ status: 503, body: { status: 'unavailable', checks } });
const refused = (status: number, code: string): Reply => ({
  status,
  body: { type: `urn:chatwatch:error:${code}`, status, code, title: code },
});
const HTML: Reply = { status: 200, body: '<!doctype html><title>Sign in</title>' };

type Row = [string, Verdict['outcome'], RegExp, RegExp | undefined];
const expectVerdict = ({ outcome, says, remedy }: Verdict, expected: Row): void => {
  expect(says).toMatch(expected[2]);
  expect(outcome).toBe(expected[1]);
  expect(remedy ?? '').toMatch(expected[3] ?? /^$/);
};

/** What stands between Grafana and the service, whatever was asked. */
const before: readonly (readonly [Reply, string, Row])[] = [
  [
    { status: 502, body: '' },
    HTTP,
    ['nothing listens', 'failed', /cannot reach http:\/\/balancer:3000/, /localhost is the container/],
  ],
  [{ status: 502, body: '' }, HTTPS, ['a certificate is not trusted', 'failed', /cannot reach/, /certificate/]],
  [{ status: 504, body: '' }, HTTP, ['it is silent', 'failed', /did not answer in time/, /firewall/]],
  [HTML, HTTP, ['another program answers', 'failed', /is not the chat service/, /sign-in page/]],
  [{ status: 418, body: {} }, HTTP, ['another program refuses', 'failed', /is not the chat service/, /path too many/]],
  [
    { status: 0, body: undefined },
    HTTP,
    ['the network is away', 'failed', /Grafana itself did not answer/, /own connection/],
  ],
  [
    { status: 401, body: { message: 'Unauthorized' } },
    HTTP,
    ['the session ended', 'failed', /does not know you/, /sign in/],
  ],
  [
    { status: 403, body: { message: 'denied' } },
    HTTP,
    ['the app is not allowed', 'failed', /app’s proxy/, /plugins.app:access/],
  ],
  [
    { status: 404, body: { message: 'plugin route not found' } },
    HTTP,
    ['the route is new', 'failed', /proxy route/, /restart Grafana/],
  ],
  [
    { status: 500, body: { message: 'template' } },
    HTTP,
    ['settings are broken', 'failed', /build the request/, /Save/],
  ],
];

describe.each(before.map(([reply, apiUrl, row]) => ({ when: row[0], reply, apiUrl, row })))(
  'where $when',
  ({ reply, apiUrl, row }) => {
    it('each test of the service says so', () => {
      expectVerdict(judgeReach(reply, reply, apiUrl), row);
      expectVerdict(judgeToken(reply, apiUrl), row);
      expectVerdict(judgeVersion(reply, apiUrl), row);
    });
  },
);

describe('reaching the service', () => {
  it('passes when it is ready', () => {
    expectVerdict(judgeReach(LIVE, READY, HTTP), ['', 'passed', /takes work/, undefined]);
  });

  it.each<[Reply, Row]>([
    [
      unready({ store: { ok: false, reason: 'disk full' }, draining: false }),
      ['', 'warned', /no work: disk full/, /database/],
    ],
    [unready({ store: { ok: false }, draining: false }), ['', 'warned', /takes no writes/, /database/]],
    [unready({ store: { ok: true }, draining: true }), ['', 'warned', /shutting down/, /some seconds/]],
    [{ status: 503, body: '' }, ['', 'warned', /does not say why/, /log/]],
  ])('warns when it is not ready: %j', (reply, row) => {
    expectVerdict(judgeReach(LIVE, reply, HTTP), row);
  });
});

describe('the token', () => {
  it.each<[Reply, Row]>([
    [{ status: 200, body: { generatedAt: '2026-11-23T12:00:00Z' } }, ['', 'passed', /accepts/, undefined]],
    [refused(401, 'unauthorized'), ['', 'failed', /does not know this token/, /SERVICE_TOKEN/]],
    [refused(403, 'forbidden'), ['', 'failed', /may not read analytics/, /service token/]],
    [refused(429, 'rate_limited'), ['', 'warned', /too often/, /Wait/]],
    [refused(404, 'not_found'), ['', 'failed', /lacks what the app asks for/, /Update/]],
    [refused(503, 'unavailable'), ['', 'failed', /could not answer \(unavailable\)/, /log/]],
  ])('is told of by %j', (reply, row) => {
    expectVerdict(judgeToken(reply, HTTP), row);
  });
});

describe('the version', () => {
  const document = (version: string, ...paths: string[]): Reply => ({
    status: 200,
    body: {
      openapi: '3.1.0',
      info: { title: 'Chatwatch', version },
      paths: Object.fromEntries(paths.map((path) => [path, {}])),
    },
  });
  const all = [
    '/analytics/performance/overview',
    '/analytics/performance/real-time',
    '/api/vitals',
    '/api/auth/tickets',
  ];

  it.each<[Reply, Row]>([
    [document('1.0.0', ...all), ['', 'passed', /Version 1\.0\.0/, undefined]],
    [document('1.7.2', ...all), ['', 'passed', /Version 1\.7\.2/, undefined]],
    [document('2.0.0', ...all), ['', 'failed', /version 2\.0\.0 of its API; this app needs 1\.x/, /Update/]],
    [document('1.0.0', '/api/vitals'), ['', 'warned', /does not offer .*overview, .*real-time, .*tickets/, /Update/]],
    [refused(404, 'not_found'), ['', 'failed', /lacks/, /Update/]],
  ])('is told of by %j', (reply, row) => {
    expectVerdict(judgeVersion(reply, HTTP), row);
  });
});
