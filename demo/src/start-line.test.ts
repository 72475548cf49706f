import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { addressFrom } from './start-line.js';

describe('addressFrom', () => {
  it('finds the address among other lines, and hands all of them on', async () => {
    const lines = [
      'no JSON at all',
      '{"msg":"opening","url":7}',
      'null',
      '{"msg":"the service listens","url":"http://127.0.0.1:4000/"}',
      '{"msg":"later"}',
    ];
    const seen: string[] = [];
    const log = Readable.from([lines.join('\n')]);
    expect(await addressFrom(log, (line) => seen.push(line))).toBe('http://127.0.0.1:4000');
    expect(seen).toEqual(lines);
  });
});
