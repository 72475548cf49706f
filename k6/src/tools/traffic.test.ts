import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { trafficOf } from './traffic.ts';

describe('the traffic of a trace', () => {
  const rows = ['0,0,1,10', '0,5,1,20', '1,5,1,30', '0,5,2,30', '0,605,1,30', '0,1206,1,40'];
  const traffic = trafficOf(gzipSync(`channel,offset_s,author,bytes\n${rows.join('\n')}\n`), 'a test');

  it('has the gaps of each author, and leaves out pauses of over ten minutes', () => {
    expect([traffic.gapSeconds[0], traffic.gapSeconds.at(-1)]).toEqual([5, 600]);
  });

  it('has lengths from the least to the most', () => {
    expect(traffic.contentBytes).toHaveLength(21);
    expect([traffic.contentBytes[0], traffic.contentBytes[10], traffic.contentBytes[20]]).toEqual([10, 30, 40]);
  });

  it('shares out authors, who are told apart by channel, the largest channel first', () => {
    expect(traffic.channelShares).toEqual([0.6667, 0.3333]);
  });
});
