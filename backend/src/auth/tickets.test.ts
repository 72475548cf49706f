import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Cache } from '../cache/index.js';
import { ChannelAccess } from '../chat/access.js';
import { newUser } from '../chat/users.js';
import { openSqliteStore } from '../storage/sqlite/index.js';
import type { Store } from '../storage/store.js';
import { Accounts } from './accounts.js';
import { Tickets } from './tickets.js';

const START = 1_700_000_000_000;

let directory: string;
let store: Store;
let now = START;
let tickets: Tickets;
const ann = newUser({ name: 'Ann', email: 'ann@chat.example', password: '' }, 'no hash', 'user');
const actor = { kind: 'user', userId: ann.id, isAdmin: false } as const;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-tickets-'));
  store = await openSqliteStore({ directory });
  await store.users.create(ann);
  tickets = new Tickets({
    store: store.tickets,
    accounts: new Accounts({ users: store.users, now: () => now }),
    access: new ChannelAccess(store.channels, new Cache({ maxBytes: 100_000 })),
    sessionSeconds: 600,
    now: () => now,
  });
});

afterAll(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

describe('a ticket', () => {
  it('has 256 random bits', async () => {
    now = START;
    const issued = await Promise.all(Array.from({ length: 50 }, () => tickets.issue({ actor, expiresAt: Infinity })));
    expect(new Set(issued.map(({ ticket }) => ticket)).size).toBe(50);
    for (const { ticket } of issued) expect(Buffer.from(ticket, 'base64url')).toHaveLength(32);
  });

  it.each([
    ['just before its minute is over', 59_999, true],
    ['when its minute is over', 60_000, false],
    ['after its minute', 60_001, false],
  ])('redeemed %s, %i ms after its issue: %p', async (_when, ageMs, isTaken) => {
    now = START;
    const { ticket, expiresAt } = await tickets.issue({ actor, expiresAt: Infinity });
    expect(expiresAt).toBe(START + 60_000);
    now = START + ageMs;
    const redeemed = await tickets.redeem(ticket).catch((error: unknown) => error);
    expect(redeemed).toMatchObject(isTaken ? { actor } : { code: 'unauthorized' });
  });

  it.each([
    ['the issuer’s token', START + 120_000, START + 120_000],
    ['its own bound', Infinity, START + 600_000],
  ])('opens a connection that lasts at most as long as %s', async (_what, expiresAt, endsAt) => {
    now = START;
    const { ticket } = await tickets.issue({ actor, expiresAt });
    expect((await tickets.redeem(ticket)).expiresAt).toBe(endsAt);
  });

  it('is worth nothing once its issuer is disabled', async () => {
    now = START + 100_000;
    const { ticket } = await tickets.issue({ actor, expiresAt: Infinity });
    await store.users.setDisabled(ann.id, true);
    now += 1_000;
    await expect(tickets.redeem(ticket)).rejects.toMatchObject({ code: 'unauthorized' });
    await store.users.setDisabled(ann.id, false);
  });

  it('is not given for a channel that its issuer may not read', async () => {
    await expect(tickets.issue({ actor, expiresAt: Infinity }, ['none'])).rejects.toMatchObject({ code: 'not_found' });
  });
});
