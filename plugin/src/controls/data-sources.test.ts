import { beforeEach, expect, it } from '@jest/globals';
import { chooseDataSource, rememberDataSource } from './data-sources';

const source = (uid: string, isDefault = false) => ({ uid, name: `The ${uid}`, isDefault });
const OURS = source('chatwatch-prometheus');

beforeEach(() => {
  localStorage.clear();
});

it('takes that of the address, by uid or by name', () => {
  expect(chooseDataSource([OURS, source('b')], 'b', undefined)).toBe('b');
  expect(chooseDataSource([OURS, source('b')], 'The b', undefined)).toBe('b');
});

it('takes no other where the address names one that is not there', () => {
  expect(chooseDataSource([OURS], 'gone', undefined)).toBeUndefined();
});

it('takes the last used, then that of the settings, the provisioned one, the default, the first', () => {
  const all = [source('a'), source('default', true), OURS, source('set'), source('used')];
  expect(chooseDataSource([source('a')], undefined, undefined)).toBe('a');
  expect(chooseDataSource(all.slice(0, 2), undefined, undefined)).toBe('default');
  expect(chooseDataSource(all, undefined, undefined)).toBe('chatwatch-prometheus');
  expect(chooseDataSource(all, undefined, 'set')).toBe('set');
  rememberDataSource('used');
  expect(chooseDataSource(all, undefined, 'set')).toBe('used');
});

it('forgets one that is no longer there', () => {
  rememberDataSource('gone');
  expect(chooseDataSource([OURS], undefined, undefined)).toBe('chatwatch-prometheus');
});

it('has none where there is none', () => {
  expect(chooseDataSource([], undefined, 'set')).toBeUndefined();
});
