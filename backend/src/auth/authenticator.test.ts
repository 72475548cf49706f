import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newUser } from '../chat/users.js';
import { openSqliteStore } from '../storage/sqlite/index.js';
import type { Store, StoredUser } from '../storage/store.js';
import { Accounts } from './accounts.js';
import { Authenticator } from './authenticator.js';
import { Tokens } from './tokens.js';

const serviceToken = 'a-service-token';
const START = Date.UTC(2026, 0, 1);

let directory: string;
let store: Store;
let now: number;
let tokens: Tokens;
let authenticator: Authenticator;
let made = 0;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-auth-'));
  store = await openSqliteStore({ directory });
});
afterAll(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});
beforeEach(() => {
  now = START;
  const clock = { now: () => now };
  tokens = new Tokens({ jwtSecret: 'x'.repeat(32), ttlSeconds: 60, ...clock });
  const accounts = new Accounts({ users: store.users, ...clock });
  authenticator = new Authenticator({ tokens, accounts, serviceToken, ...clock });
});

const account = async (own: Partial<StoredUser> = {}): Promise<StoredUser> => {
  made += 1;
  const user = { ...newUser({ name: 'Ann', email: `ann${made}@example.org`, password: '' }, 'hash', 'user'), ...own };
  await store.users.create(user);
  return user;
};

describe('Authenticator', () => {
  it('tells the user of a token and when it ends', async () => {
    const user = await account();
    expect(await authenticator.authenticate(await tokens.issue(user.id))).toEqual({
      actor: { kind: 'user', userId: user.id, isAdmin: false },
      expiresAt: START + 60_000,
    });
  });

  it('tells an administrator', async () => {
    const user = await account({ role: 'admin' });
    const { actor } = await authenticator.authenticate(await tokens.issue(user.id));
    expect(actor).toMatchObject({ isAdmin: true });
  });

  it('answers at once where token and account are known, for a second', async () => {
    const token = await tokens.issue((await account()).id);
    expect(authenticator.authenticate(token)).toBeInstanceOf(Promise);
    await authenticator.authenticate(token);
    now = START + 999;
    expect(authenticator.authenticate(token)).not.toBeInstanceOf(Promise);
    now = START + 1_000;
    expect(authenticator.authenticate(token)).toBeInstanceOf(Promise);
  });

  it('never goes beyond the end of a token that it knows', async () => {
    const token = await tokens.issue((await account()).id);
    await authenticator.authenticate(token);
    now = START + 59_999;
    await expect(authenticator.authenticate(token)).resolves.toBeDefined();
    now = START + 60_000;
    expect(() => authenticator.authenticate(token)).toThrow(expect.objectContaining({ code: 'unauthorized' }));
  });

  it('knows the service token, which never ends', () => {
    expect(authenticator.authenticate(serviceToken)).toEqual({ actor: { kind: 'service' }, expiresAt: Infinity });
  });

  it.each(['', 'a-service-toke', 'a-service-token2', 'A-service-token'])('does not know %p', async (token) => {
    await expect(authenticator.authenticate(token)).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('refuses a token too long to be one without reading it', () => {
    expect(() => authenticator.authenticate('x'.repeat(4_097))).toThrow(
      expect.objectContaining({ code: 'unauthorized' }),
    );
  });

  it('knows a user as long as it can tell at once, and nobody else', async () => {
    const user = await account();
    const token = await tokens.issue(user.id);
    expect(authenticator.knownUser(token)).toBeUndefined();
    await authenticator.authenticate(token);
    expect(authenticator.knownUser(token)).toEqual({ kind: 'user', userId: user.id, isAdmin: false });
    now = START + 1_000;
    expect(authenticator.knownUser(token)).toBeUndefined();
    now = START + 59_500;
    await authenticator.authenticate(token);
    now = START + 59_999;
    expect(authenticator.knownUser(token)).toBeDefined();
    now = START + 60_000;
    expect(authenticator.knownUser(token)).toBeUndefined();
    expect(authenticator.knownUser(serviceToken)).toBeUndefined();
  });

  it('refuses a disabled account and one that is gone', async () => {
    const { id } = await account({ isDisabled: true });
    for (const userId of [id, 'nobody']) {
      const token = await tokens.issue(userId);
      await expect(authenticator.authenticate(token)).rejects.toMatchObject({ code: 'unauthorized' });
      expect(() => authenticator.authenticate(token)).toThrow(expect.objectContaining({ code: 'unauthorized' }));
      expect(authenticator.knownUser(token)).toBeUndefined();
    }
  });
});
