import { expect, it } from '@jest/globals';
import { ProblemError, type ProblemKind, type ProblemSource } from './problem';
import { problemFrom, problemOf } from './problem-from';

const details = (status: number, code: string) => ({
  status,
  data: { type: 'about:blank', title: 'x', status, detail: 'said by the service', code, requestId: 'r1' },
});

const named = (name: string, message = ''): Error => Object.assign(new Error(message), { name });

interface Case {
  what: string;
  error: unknown;
  asked: ProblemSource;
  kind: ProblemKind;
  source: ProblemSource;
}

/** Bodies as a Grafana 12.4 and the service send them. */
const CASES: readonly Case[] = [
  {
    what: 'the service refuses the token',
    error: details(401, 'unauthorized'),
    asked: 'backend',
    kind: 'unauthorised',
    source: 'backend',
  },
  {
    what: 'Grafana refuses the reader',
    error: { status: 401, data: { message: 'Unauthorized', messageId: 'session.token.rotate', statusCode: 401 } },
    asked: 'backend',
    kind: 'unauthorised',
    source: 'grafana',
  },
  {
    what: 'the service forbids',
    error: details(403, 'forbidden'),
    asked: 'backend',
    kind: 'no_permission',
    source: 'backend',
  },
  {
    what: 'Grafana forbids',
    error: { status: 403, data: { message: 'plugin proxy route access denied' } },
    asked: 'backend',
    kind: 'no_permission',
    source: 'grafana',
  },
  {
    what: 'the service lacks the call',
    error: details(404, 'not_found'),
    asked: 'backend',
    kind: 'other_version',
    source: 'backend',
  },
  {
    what: 'a page of another server',
    error: { status: 404, data: '<html><body>nginx</body></html>' },
    asked: 'backend',
    kind: 'not_json',
    source: 'backend',
  },
  {
    what: 'the service limits',
    error: details(429, 'rate_limited'),
    asked: 'backend',
    kind: 'rate_limited',
    source: 'backend',
  },
  {
    what: 'the service fails',
    error: details(500, 'internal'),
    asked: 'backend',
    kind: 'server_error',
    source: 'backend',
  },
  {
    what: 'the service is busy',
    error: details(503, 'unavailable'),
    asked: 'backend',
    kind: 'server_error',
    source: 'backend',
  },
  {
    what: 'the proxy cannot connect, and says no word',
    error: { status: 502, statusText: 'Bad Gateway', data: {} },
    asked: 'backend',
    kind: 'unreachable',
    source: 'backend',
  },
  {
    what: 'the proxy does not trust the certificate',
    error: {
      status: 502,
      data: { message: 'tls: failed to verify certificate: x509: certificate signed by unknown authority' },
    },
    asked: 'backend',
    kind: 'tls',
    source: 'backend',
  },
  {
    what: 'the proxy waits in vain',
    error: { status: 504, data: {} },
    asked: 'backend',
    kind: 'timeout',
    source: 'backend',
  },
  { what: 'no answer in time', error: named('TimeoutError'), asked: 'backend', kind: 'timeout', source: 'backend' },
  {
    what: 'Grafana itself is away',
    error: named('TypeError', 'Failed to fetch'),
    asked: 'backend',
    kind: 'unreachable',
    source: 'grafana',
  },
  {
    what: 'an address that is none',
    error: { status: 500, data: { message: 'Could not interpolate plugin route url' } },
    asked: 'backend',
    kind: 'not_configured',
    source: 'grafana',
  },
  {
    what: 'a query that does not parse',
    error: {
      status: 400,
      data: { results: { Q0: { error: 'bad_data: invalid parameter "query": 1:4: parse error', status: 400 } } },
    },
    asked: 'prometheus',
    kind: 'bad_query',
    source: 'prometheus',
  },
  {
    what: 'a query that takes too long',
    error: { status: 500, data: { results: { Q0: { error: 'timeout: query timed out in expression evaluation' } } } },
    asked: 'prometheus',
    kind: 'timeout',
    source: 'prometheus',
  },
  {
    what: 'no host of this name',
    error: { refId: 'Q0', message: 'Post "http://prom:9090/api/v1/query_range": dial tcp: lookup prom: no such host' },
    asked: 'prometheus',
    kind: 'unreachable',
    source: 'prometheus',
  },
  {
    what: 'a certificate of Prometheus that is not trusted',
    error: { message: 'Post "https://prom/api/v1/query": tls: failed to verify certificate: x509: unknown authority' },
    asked: 'prometheus',
    kind: 'tls',
    source: 'prometheus',
  },
  {
    what: 'a data source that is gone',
    error: new Error('Datasource chatwatch-prometheus was not found'),
    asked: 'prometheus',
    kind: 'no_data_source',
    source: 'prometheus',
  },
  {
    what: 'no right to query',
    error: {
      status: 403,
      data: { message: "You'll need additional permissions to perform this action.", title: 'Access denied' },
    },
    asked: 'prometheus',
    kind: 'no_permission',
    source: 'prometheus',
  },
  {
    what: 'a page in place of Prometheus',
    error: { message: 'ReadObject: expect { or , or } or n, but found <, error found in #1 byte' },
    asked: 'prometheus',
    kind: 'not_json',
    source: 'prometheus',
  },
  { what: 'nothing known', error: undefined, asked: 'prometheus', kind: 'unknown', source: 'prometheus' },
  { what: 'a thrown word', error: 'oops', asked: 'grafana', kind: 'unknown', source: 'grafana' },
];

it.each(CASES)('puts into words: $what', ({ error, asked, kind, source }) => {
  const problem = problemFrom(error, asked);
  expect(problem).toMatchObject({ kind, source });
  expect(problem.title).not.toBe('');
  expect(problem.whatToDo).not.toBe('');
});

it('says what the other side said, and no more than a reader reads', () => {
  expect(problemFrom(details(500, 'internal'), 'backend').detail).toBe('said by the service');
  expect(problemFrom({ status: 500, data: { message: 'x'.repeat(10_000) } }, 'backend').detail).toHaveLength(500);
});

it('leaves a problem as it is', () => {
  const problem = problemOf('no_metrics', 'prometheus');
  expect(problemFrom(new ProblemError(problem), 'backend')).toBe(problem);
});

it('leads to where it is mended', () => {
  expect(problemOf('not_configured', 'grafana').action?.href).toBe('/a/chatwatch-app/configuration');
});
