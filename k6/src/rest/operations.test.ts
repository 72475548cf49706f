import { describe, expect, it } from '@jest/globals';
import { pathOf } from './operations.ts';

describe('the path of a call', () => {
  it('has its placeholders filled in and a query behind it', () => {
    const path = pathOf('/api/channels/:channelId/messages/:seq', { channelId: 'a/b', seq: 7 }, { q: 'x y', limit: 1 });
    expect(path).toBe('/api/channels/a%2Fb/messages/7?q=x%20y&limit=1');
  });

  it('has no question mark without a query', () => {
    expect(pathOf('/livez', {}, {})).toBe('/livez');
  });
});
