import { StoreRejected } from '../../errors.js';
import { searchName } from '../../search-name.js';
import type { StoredAuthor, StoredUser, UserStore } from '../../store.js';
import type { Calls } from '../calls/calls.js';
import { duplicateIn } from '../calls/failures.js';
import type { Database, UserDocument } from '../collections.js';
import { EMAIL_INDEX } from '../indexes.js';
import { WAITS } from '../limits.js';
import { toTextTerm } from './text-term.js';
import { createUserSearch } from './user-search.js';

const BOUNDED = { maxTimeMS: WAITS.serverReadMs } as const;
const USER_FIELDS = {
  _id: 0,
  id: '$_id',
  name: 1,
  email: 1,
  avatarUrl: 1,
  passwordHash: 1,
  role: 1,
  isDisabled: 1,
  status: 1,
  lastSeenAt: 1,
  createdAt: 1,
} as const;

/** Accounts, their statuses and the search for them. */
export const createUserStore = (database: Database, calls: Calls): UserStore => ({
  ...createAccounts(database.users, calls),
  ...createStatuses(database.users, calls),
  search: createUserSearch(database, calls),
});

type Accounts = Pick<
  UserStore,
  'create' | 'findById' | 'findByEmail' | 'findAuthors' | 'setRole' | 'setDisabled' | 'findInactive'
>;

const createAccounts = (users: Database['users'], calls: Calls): Accounts => {
  const findOne = (filter: { _id: string } | { email: string }): Promise<StoredUser | undefined> =>
    calls.read('find', 'users', async () => {
      const found = await users.findOne<StoredUser>(filter, { ...BOUNDED, projection: USER_FIELDS });
      return found ?? undefined;
    });
  const set = (id: string, values: Partial<Pick<UserDocument, 'role' | 'isDisabled'>>): Promise<void> =>
    calls.write('update', 'users', async () => {
      await users.updateOne({ _id: id }, { $set: values });
    });
  return {
    create: (user) => calls.write('insert', 'users', () => insert(users, user)),
    findById: (id) => findOne({ _id: id }),
    findByEmail: (email) => findOne({ email }),

    findAuthors: (ids) =>
      calls.read('find', 'users', () => {
        const options = { ...BOUNDED, projection: { _id: 0, id: '$_id', name: 1, avatarUrl: 1 } };
        return users.find<StoredAuthor>({ _id: { $in: [...ids] } }, options).toArray();
      }),

    setRole: (id, role) => set(id, { role }),
    setDisabled: (id, isDisabled) => set(id, { isDisabled }),

    findInactive: (ids) =>
      calls.read('find', 'users', async () => {
        const options = { ...BOUNDED, projection: { _id: 1 } };
        const active = await users.find({ _id: { $in: [...ids] }, isDisabled: false }, options).toArray();
        const inactive = new Set(ids);
        for (const { _id } of active) inactive.delete(_id);
        return [...inactive];
      }),
  };
};

const createStatuses = (users: Database['users'], calls: Calls): Pick<UserStore, 'setStatuses'> => ({
  async setStatuses(changes, at) {
    const lastOfEach = new Map(changes.map(({ userId, status }) => [userId, status]));
    if (lastOfEach.size === 0) return { matched: 0, modified: 0 };
    const updates = Array.from(lastOfEach, ([_id, status]) => {
      // Who has the status already keeps his time, and is matched all the same.
      const isSame = { $eq: ['$status', status] };
      const lastSeenAt = { $cond: [isSame, '$lastSeenAt', at] };
      const statusAt = { $cond: [isSame, '$statusAt', '$$NOW'] };
      return { updateOne: { filter: { _id }, update: [{ $set: { status, lastSeenAt, statusAt } }] } };
    });
    const result = await calls.write('update', 'users', () => users.bulkWrite(updates, { ordered: false }));
    return { matched: result.matchedCount, modified: result.modifiedCount };
  },
});

const insert = async (users: Database['users'], { id, ...user }: StoredUser): Promise<boolean> => {
  const name = searchName(user.name);
  const words = name.split(' ').filter(Boolean);
  const search = { searchName: name, searchWords: words, searchText: words.map(toTextTerm).join(' ') };
  try {
    await users.insertOne({ _id: id, ...user, ...search });
    return true;
  } catch (error) {
    const index = duplicateIn(error);
    if (index === EMAIL_INDEX) return false;
    if (index !== undefined) throw new StoreRejected('a user of this id is stored already');
    throw error;
  }
};
