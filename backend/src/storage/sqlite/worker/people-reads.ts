import type { Database } from 'better-sqlite3';
import type { ReadCalls } from '../operations.js';
import type { AuthorRow, ChannelRow, SharedRow, UserRow } from '../rows.js';
import { preparePresenceReads } from './presence.js';
import { prepareUserSearch } from './user-search.js';

type PeopleReads = Omit<
  ReadCalls,
  'messageBySeq' | 'pageBefore' | 'pageAfter' | 'log' | 'head' | 'heads' | 'fileById' | 'knownFiles' | 'samples'
>;

const FROM_USERS = `
  SELECT id, name, email, avatar_url, password_hash, role, is_disabled, status, last_seen_at, created_at FROM users`;

const FROM_CHANNELS = `
  SELECT channels.id, channels.name, channels.type, owners.id, channels.created_at
    FROM channels JOIN users AS owners ON owners.key = channels.owner`;

/** Two index ranges instead of a scan of every private channel. */
const VISIBLE = `${FROM_CHANNELS}
  WHERE channels.key IN (
    SELECT key FROM channels WHERE type = 'public'
    UNION
    SELECT members.channel FROM members JOIN users ON users.key = members.user WHERE users.id = ?
  )
  ORDER BY channels.created_at, channels.key`;

/** A look-up in the clustered index for each channel. */
const LAST_USED = `
  SELECT channels.id FROM channels CROSS JOIN messages
      ON messages.channel = channels.key
     AND messages.seq = (SELECT max(seq) FROM messages WHERE channel = channels.key)
   ORDER BY messages.created_at DESC, channels.key DESC LIMIT ?`;

const MEMBER_IDS = `
  SELECT users.id FROM members
    JOIN channels ON channels.key = members.channel
    JOIN users ON users.key = members.user
   WHERE channels.id = ? ORDER BY members.user`;

const IS_MEMBER = `
  SELECT count(*) FROM members
   WHERE channel = (SELECT key FROM channels WHERE id = ?) AND user = (SELECT key FROM users WHERE id = ?)`;

const INACTIVE = `
  SELECT asked.value FROM json_each(?) AS asked LEFT JOIN users ON users.id = asked.value
   WHERE users.is_disabled IS NOT 0`;

/** Asked with few users at a time; a channel that is too large is counted no further than to see that it is. */
const SHARED_CHANNELS = `
  WITH shared AS (
    SELECT DISTINCT channels.key, channels.id FROM members JOIN channels ON channels.key = members.channel
     WHERE members.user IN (SELECT key FROM users WHERE id IN (SELECT value FROM json_each(?)))
       AND channels.type <> 'public'
  )
  SELECT shared.id, json_group_array(users.id)
    FROM shared JOIN members ON members.channel = shared.key JOIN users ON users.key = members.user
   WHERE (SELECT count(*) FROM (SELECT 1 FROM members WHERE channel = shared.key LIMIT ? + 1)) <= ?
   GROUP BY shared.key`;

export function preparePeopleReads(database: Database): PeopleReads {
  const userById = database.prepare<[string], UserRow>(`${FROM_USERS} WHERE id = ?`).raw();
  const userByEmail = database.prepare<[string], UserRow>(`${FROM_USERS} WHERE email = ?`).raw();
  const authors = database
    .prepare<[ids: string], AuthorRow>(
      'SELECT id, name, avatar_url FROM users WHERE id IN (SELECT value FROM json_each(?))',
    )
    .raw();
  const inactive = database.prepare<[ids: string], string>(INACTIVE).pluck();
  const channelById = database.prepare<[string], ChannelRow>(`${FROM_CHANNELS} WHERE channels.id = ?`).raw();
  const visible = database.prepare<[userId: string], ChannelRow>(VISIBLE).raw();
  const lastUsed = database.prepare<[limit: number], string>(LAST_USED).pluck();
  const memberIds = database.prepare<[channelId: string], string>(MEMBER_IDS).pluck();
  const isMember = database.prepare<[channelId: string, userId: string], number>(IS_MEMBER).pluck();

  const shared = database
    .prepare<[userIds: string, maxMembers: number, again: number], SharedRow>(SHARED_CHANNELS)
    .raw();

  return {
    ...prepareUserSearch(database),
    ...preparePresenceReads(database),
    sharedChannels: (userIds, maxMembers) => shared.all(JSON.stringify(userIds), maxMembers, maxMembers),
    userById: (id) => userById.get(id) ?? null,
    userByEmail: (email) => userByEmail.get(email) ?? null,
    authors: (ids) => authors.all(JSON.stringify(ids)),
    inactive: (ids) => inactive.all(JSON.stringify(ids)),
    channelById: (id) => channelById.get(id) ?? null,
    visibleChannels: (userId) => visible.all(userId),
    lastUsedChannels: (limit) => lastUsed.all(limit),
    memberIds: (channelId) => memberIds.all(channelId),
    isMember: (channelId, userId) => isMember.get(channelId, userId) === 1,
  };
}
