import { expect, it } from '@jest/globals';
import { createLog } from './log.js';

const linesOf = (write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] => {
  const lines: string[] = [];
  write(createLog({ logLevel: 'info' }, { write: (line) => lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>); // what pino writes is an object a line
};

it('writes one JSON object a line with the level as a word and the time as ISO 8601', () => {
  const [line] = linesOf((log) => {
    log.info({ port: 3000 }, 'listening');
  });
  expect(line).toMatchObject({ level: 'info', msg: 'listening', port: 3000, time: expect.stringMatching(/Z$/) });
});

it('keeps what is below the level out', () => {
  const lines = linesOf((log) => {
    log.debug('unseen');
  });
  expect(lines).toEqual([]);
});

it('blots secrets out, two levels deep', () => {
  const [line] = linesOf((log) => {
    log.warn(
      { token: 's', body: { password: 's' }, request: { headers: { authorization: 's' } }, userId: 'kept' },
      'refused',
    );
  });
  expect(line).toMatchObject({
    token: '[Redacted]',
    body: { password: '[Redacted]' },
    request: { headers: { authorization: '[Redacted]' } },
    userId: 'kept',
  });
});

it('writes of an error and its causes what cannot quote a user', () => {
  const cause = Object.assign(new Error('dup key: { email: "ann@chat.example" }'), {
    code: 11_000,
    keyValue: { a: 'ann' },
  });
  const [line] = linesOf((log) => {
    log.error({ err: new TypeError('the insert failed', { cause }) }, 'request failed');
  });
  expect(line?.err).toEqual({
    type: 'TypeError',
    message: 'the insert failed',
    stack: expect.stringMatching(/^at .*log\.test/),
    causes: [{ name: 'Error', code: '11000', message: 'dup key: {…}', frames: expect.any(Array) }],
  });
  expect(JSON.stringify(line)).not.toContain('ann');
});
