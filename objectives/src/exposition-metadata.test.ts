import { expect, it } from '@jest/globals';
import { parseMetadata } from './exposition-metadata.js';

it('tells what a scrape says of its metrics', () => {
  const metrics = parseMetadata(
    [
      '# HELP wait_seconds How long.',
      '# TYPE wait_seconds histogram',
      '# UNIT wait_seconds seconds',
      'wait_seconds_sum 1',
      '# a remark',
      String.raw`#  HELP  two  lines\nand a \\ there`,
      '# TYPE three untyped',
      '# EOF\r',
    ].join('\n'),
  );
  expect(Object.fromEntries(metrics)).toEqual({
    wait_seconds: { type: 'histogram', help: 'How long.', unit: 'seconds' },
    three: { type: 'unknown', help: '', unit: '' },
    two: { type: 'unknown', help: 'lines\nand a \\ there', unit: '' },
  });
});
