import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createErrorReporter, DsnError, type ErrorReporter, type ErrorReporterOptions } from '../index.js';

interface Line {
  readonly level: string;
  readonly message: string;
  readonly report: Readonly<Record<string, unknown>>;
}

let reporter: ErrorReporter | undefined;

/** A reporter without a DSN, and the lines that it logged. */
const start = (options: Partial<ErrorReporterOptions> = {}) => {
  const lines: Line[] = [];
  const log = (level: string) => (fields: object, message: string) => {
    // A log holds text, so what cannot be written as JSON must show here.
    lines.push({ level, message, ...(JSON.parse(JSON.stringify(fields)) as Pick<Line, 'report'>) });
  };
  reporter = createErrorReporter({ logger: { error: log('error'), warn: log('warn') }, ...options });
  return { reporter, lines };
};

const messageOf = (text: string): unknown => {
  const { reporter: one, lines } = start();
  one.captureError(new Error(text));
  return (lines[0]?.report.errors as { message: string }[])[0]?.message;
};

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(async () => {
  await reporter?.close();
  jest.useRealTimers();
});

describe('captureError without a DSN', () => {
  it('logs one line with the error, its causes, its place in code and the context', () => {
    const { reporter: one, lines } = start();
    const cause = Object.assign(new TypeError('no such table'), { code: 'SQLITE_ERROR' });
    const context = { source: 'http', operation: 'sendMessage', requestId: 'req-7', route: '/api/users/:id' };
    one.captureError(new Error('the query failed', { cause }), { ...context, userId: 'u1' });
    expect(lines).toEqual([
      {
        level: 'error',
        message: 'error report',
        report: {
          ...context,
          userId: 'u1',
          level: 'error',
          actions: [],
          fingerprint: expect.stringMatching(/^Error .*error-reports\/error-reporter\.test\.[jt]s$/),
          errors: [
            { name: 'Error', message: 'the query failed', frames: expect.any(Array) },
            { name: 'TypeError', code: 'SQLITE_ERROR', message: 'no such table', frames: expect.any(Array) },
          ],
        },
      },
    ]);
  });

  it.each([
    ['a text', 'boom'],
    ['nothing', undefined],
    ['null', null],
    ['an object', { message: 'secret text' }],
    [
      'an error that cannot be read',
      new Proxy(new Error('x'), {
        get: () => {
          throw new Error('no');
        },
      }),
    ],
  ])('takes %s for an error', (_, thrown) => {
    const { reporter: one, lines } = start();
    one.captureError(thrown);
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toMatch(/boom|secret text/);
  });

  it('ends at a cause that causes itself', () => {
    const { reporter: one, lines } = start();
    const error = new Error('round');
    error.cause = error;
    one.captureError(error);
    expect(lines[0]?.report.errors).toHaveLength(1);
  });

  it('leaves out of the context what is not of the form it should have', () => {
    const { reporter: one, lines } = start();
    const context = {
      operation: 'ann@chat.example wrote',
      requestId: 'a b',
      userId: 'Ann Lee',
      body: 'text',
      route: '',
    };
    one.captureError(new Error('x'), context);
    expect(Object.keys(lines[0]?.report ?? {}).sort()).toEqual(['actions', 'errors', 'fingerprint', 'level']);
  });

  it('takes no line of a message for a place in code', () => {
    const { reporter: one, lines } = start();
    one.captureError(new Error('text\n    at my house (/secret/street:1:2)'));
    expect(JSON.stringify((lines[0]?.report.errors as { frames: unknown }[])[0]?.frames)).not.toContain('secret');
  });
});

describe('what a message may show', () => {
  it.each([
    ['SQLITE_FULL: database or disk is full', 'SQLITE_FULL: database or disk is full'],
    ['no answer within 2000 ms', 'no answer within 2000 ms'],
    [`Unexpected token 'h', "he said "hi" to me" is not valid JSON`, 'Unexpected token ‹…›, ‹…› is not valid JSON'],
    ['dup key: { email: "ann@chat.example" }', 'dup key: {…}'],
    ['cut off: "a text without its end', 'cut off: ‹…›'],
    ['mail to ann.lee+x@chat.example failed', 'mail to <email> failed'],
    ['connect ECONNREFUSED 10.1.2.3:27017', 'connect ECONNREFUSED <address>:27017'],
    ['connect ECONNREFUSED fe80::1ff:fe23:4567:890a', 'connect ECONNREFUSED <address>'],
    ['GET https://me:pass@host/path?q=hello&p=1 failed', 'GET https://<credentials>@host/path?… failed'],
    ['Authorization: Bearer abc.def', '<credentials>'],
    ['header bearer abc.def refused', 'header <credentials> refused'],
    ['password=hunter2 is short', '<credentials>'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSJ9.c2lnbmF0dXJl1 expired', '<id> expired'],
    ['x '.repeat(400), `${'x '.repeat(150)}…`],
  ])('of %p is %p', (text, shown) => {
    expect(messageOf(text)).toContain(shown);
    expect(messageOf(text)).not.toMatch(/ann|hunter2|he said|to me|without its end|me:pass|hello|abc\.def|eyJ/);
  });
});

describe('a storm of one error', () => {
  const fail = (code: string) => Object.assign(new Error('failed'), { code });

  it('is reported five times a minute, and then summed up', () => {
    const { reporter: one, lines } = start();
    for (let count = 0; count < 1_000; count++) one.captureError(fail('E_ONE'));
    one.captureError(fail('E_TWO'));
    expect(lines).toHaveLength(6);
    jest.advanceTimersByTime(60_000);
    expect(lines.slice(6)).toEqual([
      {
        level: 'warn',
        message: 'reports left out',
        report: { fingerprint: expect.stringContaining('E_ONE'), of: 'failure', leftOut: 995, windowSeconds: 60 },
      },
    ]);
    one.captureError(fail('E_ONE'));
    expect(lines).toHaveLength(8);
  });

  it('of ever new errors is bounded as well', () => {
    const { reporter: one, lines } = start();
    for (let count = 0; count < 1_000; count++) one.captureError(fail(`E_${count}`));
    expect(lines).toHaveLength(105);
    jest.advanceTimersByTime(60_000);
    expect(lines.at(-1)?.report).toMatchObject({ fingerprint: 'all others', leftOut: 895 });
  });

  it('is summed up when the reporter is closed before the minute is over', async () => {
    const { reporter: one, lines } = start({ reportsPerMinute: 1 });
    one.captureError(fail('E_ONE'));
    one.captureError(fail('E_ONE'));
    await one.close();
    expect(lines.at(-1)).toMatchObject({ message: 'reports left out', report: { leftOut: 1 } });
    one.captureError(fail('E_LATE'));
    expect(lines).toHaveLength(2);
  });
});

describe('capturePerformanceIssue', () => {
  it.each([
    ['under', 199, 0],
    ['at', 200, 0],
    ['over', 201, 1],
  ])('of a duration %s the threshold logs %s ms as %s lines', (_, durationMs, count) => {
    const { reporter: one, lines } = start();
    one.capturePerformanceIssue('GET /api/users/:id', durationMs, 200);
    expect(lines).toHaveLength(count);
  });

  it('logs what took how long, sampled as errors are', () => {
    const { reporter: one, lines } = start();
    for (let count = 0; count < 9; count++) one.capturePerformanceIssue('find messages', 80, 50);
    jest.advanceTimersByTime(60_000);
    expect(lines).toHaveLength(6);
    expect(lines[0]).toEqual({
      level: 'warn',
      message: 'slow operation',
      report: { fingerprint: 'slow find messages', operation: 'find messages', durationMs: 80, thresholdMs: 50 },
    });
    expect(lines[5]?.report).toMatchObject({ of: 'slowness', leftOut: 4 });
  });
});

describe('captureUserAction', () => {
  it('is told with the next failure of that user, without texts and secrets', () => {
    const { reporter: one, lines } = start();
    one.captureUserAction('u1', 'message.send', {
      channelId: 'c1',
      bytes: 12,
      isFirst: true,
      text: 'hi',
      note: 'a text',
      long: 'x'.repeat(37),
      password: 'hunter2',
      user: { name: 'Ann' },
    });
    one.captureUserAction('u1', 'Wrote "hello"');
    one.captureUserAction('u2', 'channel.join');
    one.captureError(new Error('x'), { userId: 'u1' });
    one.captureError(new Error('x'));
    expect(lines[0]?.report.actions).toEqual([
      { action: 'message.send', at: Date.now(), metadata: { channelId: 'c1', bytes: 12, isFirst: true } },
    ]);
    expect(lines[1]?.report.actions).toEqual([]);
  });

  it('keeps the last ten of each of the last 500 users', () => {
    const { reporter: one, lines } = start({ reportsPerMinute: 10 });
    for (let count = 0; count < 12; count++) one.captureUserAction('u0', `step.${count}`);
    for (let user = 1; user < 500; user++) one.captureUserAction(`u${user}`, 'step');
    one.captureError(new Error('x'), { userId: 'u0' });
    one.captureUserAction('u500', 'step');
    one.captureError(new Error('x'), { userId: 'u0' });
    expect(lines[0]?.report.actions).toHaveLength(10);
    expect(lines[0]?.report.actions).toContainEqual(expect.objectContaining({ action: 'step.11' }));
    expect(lines[1]?.report.actions).toEqual([]);
  });
});

describe('a DSN', () => {
  it.each(['sentry', 'ftp://key@host/1', 'https://host/1', 'https://key@host/', 'https://key:secret@host/1'])(
    'is refused when it is %p, and not repeated in the error',
    (dsn) => {
      const make = () => createErrorReporter({ logger: { error: () => undefined, warn: () => undefined }, dsn });
      expect(make).toThrow(new DsnError());
    },
  );
});
