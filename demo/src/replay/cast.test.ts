import { describe, expect, it } from '@jest/globals';
import { Cast } from './cast.js';

describe('Cast', () => {
  it.each([8, 11, 16, 200])('gives every author of a channel to a user of that channel, of %i users', (users) => {
    const cast = new Cast(users, 8);
    for (let channel = 0; channel < 8; channel++) {
      for (let author = 0; author < 500; author++) {
        const user = cast.userFor(channel, author);
        expect(user).toBeLessThan(users);
        expect(cast.channelOf(user)).toBe(channel);
      }
    }
  });

  it('deals the authors evenly, and gives an author the same user every time', () => {
    const cast = new Cast(20, 8);
    const authorsOf = new Map<number, number>();
    for (let author = 0; author < 300; author++) {
      const user = cast.userFor(1, author);
      authorsOf.set(user, (authorsOf.get(user) ?? 0) + 1);
    }
    expect([...authorsOf]).toEqual([
      [1, 100],
      [9, 100],
      [17, 100],
    ]);
    expect(cast.userFor(1, 77)).toBe(cast.userFor(1, 77));
  });

  it('refuses to leave a channel without users', () => {
    expect(() => new Cast(7, 8)).toThrow('7 users');
  });
});
