import { expect, it } from '@jest/globals';
import { newClientId } from './client-id.js';

it('makes client ids of the form the server takes, each another', () => {
  const ids = new Set(Array.from({ length: 100 }, () => newClientId()));
  expect(ids.size).toBe(100);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
});

it('makes ids that sort by the time they were made, also across a change of length', () => {
  const times = [0, 9, 0xff, 0x1_00, Date.UTC(2026, 0, 1), 0xffff_ffff_ffff];
  const ids = times.map((time) => newClientId(time));
  expect([...ids].sort()).toEqual(ids);
});
