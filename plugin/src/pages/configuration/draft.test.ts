import { describe, expect, it } from '@jest/globals';
import type { StoredApp } from '../../data/grafana/app-settings';
import { draftOf, faultsOf, isChanged, isSavable, secretOf, settingsOf } from './draft';

const stored = (part: Partial<StoredApp> = {}): StoredApp => ({
  enabled: true,
  pinned: true,
  jsonData: { apiUrl: 'http://balancer:3000', dataSource: 'prom', ofALaterVersion: 7 },
  hasToken: true,
  ...part,
});
const PAGE = 'https://grafana.example/a/chatwatch-app/configuration';

describe('a draft of the settings', () => {
  it('is unchanged as it is opened, and changed with any of its fields', () => {
    const draft = draftOf(stored());
    expect(isChanged(draft, stored())).toBe(false);
    expect(isChanged({ ...draft, liveMode: 'direct' }, stored())).toBe(true);
    expect(isChanged({ ...draft, apiToken: 'new' }, stored())).toBe(true);
    expect(isChanged({ ...draft, apiToken: '' }, stored())).toBe(false);
  });

  it('keeps what it does not know and leaves out what is empty', () => {
    const draft = { ...draftOf(stored()), apiUrl: ' http://chat:1/ ', dataSource: '' };
    expect(settingsOf(draft, stored())).toEqual({ apiUrl: 'http://chat:1', liveMode: 'proxy', ofALaterVersion: 7 });
  });

  it('reads settings of a wrong kind as none', () => {
    expect(draftOf(stored({ jsonData: { apiUrl: 7, liveMode: 'pigeon' }, hasToken: false }))).toEqual({
      apiUrl: '',
      publicUrl: '',
      liveMode: 'proxy',
      dataSource: '',
      runbooks: '',
      apiToken: '',
    });
  });

  it.each([
    [undefined, undefined],
    ['', undefined],
    ['  ', undefined],
    [' secret\n', 'secret'],
  ])('with the token %j saves the secret %j', (apiToken, secret) => {
    expect(secretOf({ ...draftOf(stored()), apiToken })).toBe(secret);
  });

  it('needs an address for browsers only where they connect directly', () => {
    const draft = draftOf(stored());
    expect(faultsOf(draft, PAGE)).toEqual({ apiUrl: undefined, publicUrl: undefined, runbooks: undefined });
    const direct = faultsOf({ ...draft, liveMode: 'direct' }, PAGE);
    expect(direct.publicUrl).toBe('missing');
    expect(isSavable(direct)).toBe(false);
    expect(faultsOf({ ...draft, publicUrl: 'http://chat.example' }, PAGE).publicUrl).toBe('mixed_content');
  });

  it.each([
    ['', undefined],
    ['https://wiki.example/{runbook}?raw=1', undefined],
    ['javascript:alert(1)', 'not_an_address'],
    ['docs/runbooks', 'not_an_address'],
  ])('takes runbooks at %j with the fault %s', (runbooks, fault) => {
    expect(faultsOf({ ...draftOf(stored()), runbooks }, PAGE).runbooks).toBe(fault);
  });
});
