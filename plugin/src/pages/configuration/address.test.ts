import { describe, expect, it } from '@jest/globals';
import { addressFault, isRefused, tidyAddress, type AddressFault, type Asker } from './address';

describe('an address', () => {
  it.each<[string, Asker, string, AddressFault | undefined]>([
    ['http://balancer:3000', 'server', 'https://grafana.example/', undefined],
    ['https://chat.example', 'browser', 'https://grafana.example/', undefined],
    ['https://chat.example/behind/a/prefix', 'server', 'https://grafana.example/', undefined],
    ['', 'server', 'https://grafana.example/', 'missing'],
    ['   ', 'server', 'https://grafana.example/', 'missing'],
    ['chat.example:3000', 'server', 'https://grafana.example/', 'not_an_address'],
    ['//chat.example', 'server', 'https://grafana.example/', 'not_an_address'],
    ['http://', 'server', 'https://grafana.example/', 'not_an_address'],
    ['http://chat.example:99999', 'server', 'https://grafana.example/', 'not_an_address'],
    ['ws://chat.example', 'browser', 'https://grafana.example/', 'scheme'],
    ['javascript://chat.example', 'browser', 'https://grafana.example/', 'scheme'],
    ['http://ann:secret@chat.example', 'server', 'https://grafana.example/', 'credentials'],
    ['http://chat.example?token=1', 'server', 'https://grafana.example/', 'query'],
    ['http://chat.example/#a', 'server', 'https://grafana.example/', 'query'],
    ['http://chat.example/api', 'server', 'https://grafana.example/', 'path'],
    ['http://chat.example/chat/ws', 'browser', 'http://grafana.example/', 'path'],
    ['http://chat.example/apiary', 'server', 'https://grafana.example/', undefined],
    ['http://chat.example', 'browser', 'https://grafana.example/', 'mixed_content'],
    ['http://chat.example', 'browser', 'http://grafana.example/', undefined],
    ['http://localhost:3000', 'server', 'http://localhost:3001/', 'only_here'],
    ['http://localhost:3000', 'browser', 'http://localhost:3001/', undefined],
    ['http://127.0.0.1:3000', 'browser', 'http://grafana.example/', 'only_here'],
  ])('%j asked by the %s from %s has the fault %s', (text, asker, page, fault) => {
    expect(addressFault(text, asker, page)).toBe(fault);
  });

  it('on this machine may be saved, others with a fault not', () => {
    expect(isRefused('only_here')).toBe(false);
    expect(isRefused('missing')).toBe(true);
    expect(isRefused(undefined)).toBe(false);
  });

  it('is saved without spaces around it and slashes at its end', () => {
    expect(tidyAddress('  http://chat.example/prefix// ')).toBe('http://chat.example/prefix');
  });
});
