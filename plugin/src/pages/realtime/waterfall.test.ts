import { expect, it } from '@jest/globals';
import type { Series } from '../../data/prometheus';
import { endOf, waterfallOf } from './waterfall';

const line = (stage: string, value: number): Series => ({
  labels: { stage },
  legend: stage,
  times: [0],
  values: [value],
});

const answers = [
  [line('client', 0.012), line('flush', 0.001), line('persist', 0.004), line('publish', 0.002), line('fanout', 0.003)],
  [line('client', 0.03), line('flush', 0.002), line('persist', 0.008), line('publish', 0.003), line('fanout', 0.005)],
  [line('client', 0.05), line('flush', 0.003), line('persist', 0.02), line('publish', 0.004), line('fanout', 0.006)],
];

it('begins each stage where the medians of those before it end, and the whole way at nothing', () => {
  const bars = waterfallOf(answers);
  expect(bars.map(({ stage }) => stage)).toEqual(['persist', 'publish', 'fanout', 'flush', 'client']);
  const starts = bars.map(({ startSeconds }) => startSeconds);
  [0, 0.004, 0.006, 0.009, 0].forEach((start, index) => {
    expect(starts[index]).toBeCloseTo(start, 9);
  });
  expect(bars[0]?.times).toEqual({ p50: 0.004, p95: 0.008, p99: 0.02 });
});

it('leaves out the times of a stage that nothing passed, and does not move those after it', () => {
  const withoutPublish = answers.map((answer) => answer.filter(({ labels }) => labels.stage !== 'publish'));
  const [, publish, fanout] = waterfallOf(withoutPublish);
  expect(publish?.times).toBeUndefined();
  expect(fanout?.startSeconds).toBeCloseTo(0.004, 9);
});

it.each([
  ['within the bars', 0.03, 0.05],
  ['at three times the longest bar', 0.15, 0.15],
  ['further away', 0.151, 0.05],
])('ends the scale with a limit that is %s', (_, limit, end) => {
  expect(endOf(waterfallOf(answers), limit)).toBeCloseTo(end, 9);
});

it('ends at nothing without an answer', () => {
  expect(endOf(waterfallOf([]), 0.05)).toBe(0);
});
