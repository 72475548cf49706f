import { randomUUID } from 'node:crypto';
import type { NewMessage, Store, StoredChannel, StoredMessage, StoredUser } from '../store.js';

/** Tests share one store, so every name is new. */
export const newId = (): string => randomUUID();

export const user = (given: Partial<StoredUser> = {}): StoredUser => ({
  id: newId(),
  name: 'Ada',
  email: `${newId()}@example.org`,
  avatarUrl: null,
  passwordHash: 'hash',
  role: 'user',
  isDisabled: false,
  status: 'offline',
  lastSeenAt: null,
  createdAt: 1_700_000_000_000,
  ...given,
});

export const channel = (ownerId: string, given: Partial<StoredChannel> = {}): StoredChannel => ({
  id: newId(),
  name: 'general',
  type: 'private',
  ownerId,
  createdAt: 1_700_000_000_000,
  ...given,
});

/** A channel with its owner, who writes. */
export interface Room {
  readonly store: Store;
  readonly channelId: string;
  readonly authorId: string;
}

export async function createUser(store: Store, given: Partial<StoredUser> = {}): Promise<StoredUser> {
  const created = user(given);
  await store.users.create(created);
  return created;
}

export async function createRoom(store: Store, authorId?: string): Promise<Room> {
  const ownerId = authorId ?? (await createUser(store)).id;
  const created = channel(ownerId);
  await store.channels.create(created, []);
  return { store, channelId: created.id, authorId: ownerId };
}

export const message = (room: Room, given: Partial<NewMessage> = {}): NewMessage => ({
  channelId: room.channelId,
  authorId: room.authorId,
  clientId: newId(),
  content: 'hello',
  createdAt: 1_700_000_000_000,
  ...given,
});

/** Appends one message, which has to be stored. */
export async function append(room: Room, given: Partial<NewMessage> = {}): Promise<StoredMessage> {
  const result = await room.store.messages.append(message(room, given));
  if (result.outcome !== 'stored') throw new Error(`the message was not stored: ${result.outcome}`);
  return result.message;
}

/** Appends `count` messages: `1`, `2`, ... */
export async function fill(room: Room, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, index) => append(room, { content: String(index + 1) })));
}
