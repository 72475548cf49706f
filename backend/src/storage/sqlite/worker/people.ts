import type { Database } from 'better-sqlite3';
import { StoreRejected } from '../../errors.js';
import type { WriteCalls } from '../operations.js';
import type { UserRow } from '../rows.js';
import type { KnownKeys } from './known-keys.js';

type UserCalls = Pick<WriteCalls, 'createUser' | 'setRole' | 'setDisabled'>;
type ChannelCalls = Pick<WriteCalls, 'createChannel' | 'addMember' | 'removeMember'>;

/** Users, channels and who is in them. */
export const preparePeople = (database: Database, known: KnownKeys): UserCalls & ChannelCalls => ({
  ...prepareUserCalls(database),
  ...prepareChannelCalls(database, known),
});

function prepareUserCalls(database: Database): UserCalls {
  const insert = database.prepare<[...UserRow]>(
    `INSERT INTO users
       (id, name, email, avatar_url, password_hash, role, is_disabled, status, last_seen_at, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (email) DO NOTHING`,
  );
  const updateRole = database.prepare<[role: string, id: string]>('UPDATE users SET role = ? WHERE id = ?');
  const updateDisabled = database.prepare<[isDisabled: 0 | 1, id: string]>(
    'UPDATE users SET is_disabled = ? WHERE id = ?',
  );
  return {
    createUser: (user) => insert.run(...user).changes === 1,
    setRole(id, role) {
      updateRole.run(role, id);
    },
    setDisabled(id, isDisabled) {
      updateDisabled.run(isDisabled, id);
    },
  };
}

function prepareChannelCalls(database: Database, known: KnownKeys): ChannelCalls {
  const insert = database.prepare<[id: string, name: string, type: string, owner: number, createdAt: number]>(
    'INSERT INTO channels (id, name, type, owner, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const insertMembers = database.prepare<[channel: number | bigint, ids: string]>(
    `INSERT INTO members (channel, user)
     SELECT ?, key FROM users WHERE id IN (SELECT value FROM json_each(?)) ON CONFLICT DO NOTHING`,
  );
  const insertMember = database.prepare<[channel: number, user: number]>(
    'INSERT INTO members (channel, user) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const deleteMember = database.prepare<[channel: number, user: number]>(
    'DELETE FROM members WHERE channel = ? AND user = ?',
  );
  const change = (statement: typeof insertMember, channelId: string, userId: string): boolean => {
    const channel = known.channel(channelId);
    const user = known.userKey(userId);
    return channel !== undefined && user !== undefined && statement.run(channel.key, user).changes === 1;
  };
  return {
    createChannel([id, name, type, ownerId, createdAt], memberIds) {
      const owner = known.userKey(ownerId);
      if (owner === undefined) throw new StoreRejected('the owner is not a stored user');
      const { lastInsertRowid } = insert.run(id, name, type, owner, createdAt);
      insertMembers.run(lastInsertRowid, JSON.stringify([ownerId, ...memberIds]));
    },
    addMember: (channelId, userId) => change(insertMember, channelId, userId),
    removeMember: (channelId, userId) => change(deleteMember, channelId, userId),
  };
}
