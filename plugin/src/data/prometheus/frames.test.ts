import { expect, it } from '@jest/globals';
import { FieldType, toDataFrame } from '@grafana/data';
import { framesOf } from '../../testing/fake-prometheus';
import { latest } from './answer';
import { seriesOf } from './frames';

it('names a line by its labels', () => {
  const [series] = seriesOf(framesOf('A', [{ labels: { route: '/x' }, points: [[1, 2]] }]), 'of {{route}}', 0);
  expect(series).toEqual({ labels: { route: '/x' }, legend: 'of /x', times: [1], values: [2] });
});

it('breaks a line where points are missing', () => {
  const points = [0, 10, 20, 50, 60].map((time) => [time, 1] as const);
  const [series] = seriesOf(framesOf('A', [{ labels: {}, points }]), '', 10);
  expect(series?.times).toEqual([0, 10, 20, 30, 50, 60]);
  expect(series?.values).toEqual([1, 1, 1, Number.NaN, 1, 1]);
});

it('takes null for a gap, and no gap for the newest number', () => {
  const frame = toDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: [1, 2] },
      { name: 'Value', type: FieldType.number, values: [5, null] },
    ],
  });
  const [series] = seriesOf([frame], '', 0);
  expect(series?.values).toEqual([5, Number.NaN]);
  expect(series && latest(series)).toBeUndefined();
});

it('has no lines without an answer', () => {
  expect(seriesOf([], '{{route}}', 10)).toEqual([]);
});
