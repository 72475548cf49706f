import type { UserStore } from '../store.js';
import type { Lane } from './lane.js';
import type { ReadCalls, WriteCalls } from './operations.js';
import { searchName } from '../search-name.js';
import { fromUser, toAuthor, toProfile, toUser } from './rows.js';

export function createUserStore(writer: Lane<WriteCalls>, reader: Lane<ReadCalls>): UserStore {
  return {
    create: (user) => writer.call('createUser', fromUser(user)),

    async findById(id) {
      const row = await reader.call('userById', id);
      return row === null ? undefined : toUser(row);
    },

    async findByEmail(email) {
      const row = await reader.call('userByEmail', email);
      return row === null ? undefined : toUser(row);
    },

    async findAuthors(ids) {
      if (ids.length === 0) return [];
      const rows = await reader.call('authors', ids);
      return rows.map(toAuthor);
    },

    setRole: (id, role) => writer.call('setRole', id, role),

    setDisabled: (id, isDisabled) => writer.call('setDisabled', id, isDisabled ? 1 : 0),

    async findInactive(ids) {
      return ids.length === 0 ? [] : [...(await reader.call('inactive', ids))];
    },

    async search(text, limit) {
      const name = searchName(text);
      if (name === '') return [];
      const rows = await reader.call('searchUsers', name, limit);
      return rows.map(toProfile);
    },

    async setStatuses(changes, at) {
      const lastOfEach = new Map(changes.map(({ userId, status }) => [userId, status]));
      if (lastOfEach.size === 0) return { matched: 0, modified: 0 };
      const [matched, modified] = await writer.call('setStatuses', [...lastOfEach], at);
      return { matched, modified };
    },
  };
}
