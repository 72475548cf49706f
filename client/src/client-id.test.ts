import { expect, it } from '@jest/globals';
import { newClientId } from './client-id.js';

it('makes client ids of the form the server takes, each another', () => {
  const ids = new Set(Array.from({ length: 100 }, newClientId));
  expect(ids.size).toBe(100);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
});
