import { expect, it } from '@jest/globals';
import { FieldType, getDefaultTimeRange, LoadingState, toDataFrame, type PanelData } from '@grafana/data';
import type { Panel, ShownLimit } from '@chatwatch/dashboards/browser';
import { inUnit, lastValue, silenceOf, verdictOf } from './verdict';

const panelWith = (limit: ShownLimit | undefined): Panel => ({
  id: 1,
  title: 'Response time',
  worry: '',
  next: '',
  view: 'stat',
  width: 6,
  queries: [{ expr: 'x', legend: '', unit: 's', description: '', needs: 'requests' }],
  limit,
});

const dataOf = (values: (number | null)[]): PanelData => ({
  state: LoadingState.Done,
  timeRange: getDefaultTimeRange(),
  series: [toDataFrame({ fields: [{ name: 'Value', type: FieldType.number, values }] })],
});

it.each<[ShownLimit['comparison'], number, boolean]>([
  ['atMost', 0.199, true],
  ['atMost', 0.2, true],
  ['atMost', 0.201, false],
  ['atLeast', 0.199, false],
  ['atLeast', 0.2, true],
  ['atLeast', 0.201, true],
])('holds a number against its limit: %s 0.2, is %d', (comparison, value, isKept) => {
  expect(verdictOf(panelWith({ comparison, value: 0.2 }), value)?.isKept).toBe(isKept);
});

it('does not judge without a number, or without a limit', () => {
  expect(verdictOf(panelWith({ comparison: 'atMost', value: 0.2 }), undefined)?.isKept).toBeUndefined();
  expect(verdictOf(panelWith(undefined), 1)).toBeUndefined();
});

it('takes the newest number, and none for what is no number', () => {
  expect(lastValue(dataOf([1, 2]))).toBe(2);
  expect(lastValue(dataOf([1, null]))).toBeUndefined();
  expect(lastValue(dataOf([Number.NaN]))).toBeUndefined();
  expect(lastValue(dataOf([]))).toBeUndefined();
  expect(lastValue(undefined)).toBeUndefined();
});

it('speaks in the unit of the panel, and says why there may be no number', () => {
  expect(inUnit(panelWith(undefined), 0.2)).toBe('200 ms');
  expect(silenceOf(panelWith(undefined))).toBe('No traffic');
});
