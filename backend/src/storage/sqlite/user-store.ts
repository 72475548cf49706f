import type { UserStore } from '../store.js';
import type { Lane } from './lane.js';
import type { ReadCalls, WriteCalls } from './operations.js';
import { fromUser, toAuthor, toUser } from './rows.js';

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
  };
}
