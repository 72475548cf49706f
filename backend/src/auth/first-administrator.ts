import { newUser } from '../chat/users.js';
import type { Config } from '../config.js';
import type { UserStore } from '../storage/store.js';
import type { Passwords } from './passwords.js';

const NAME = 'Administrator';

/**
 * Makes sure that the configured administrator exists: a new account, or the one of that address promoted. An account
 * that exists keeps its password and its state, so that an old environment cannot undo a changed or closed one.
 * @returns what had to be done
 * @throws {StoreUnavailable}
 */
export const ensureAdministrator = async (
  admin: NonNullable<Config['admin']>,
  { store, passwords }: { store: UserStore; passwords: Passwords },
): Promise<'created' | 'promoted' | 'unchanged'> => {
  const known = await store.findByEmail(admin.email);
  if (known?.role === 'admin') return 'unchanged';
  if (known) {
    await store.setRole(known.id, 'admin');
    return 'promoted';
  }
  const user = newUser({ ...admin, name: NAME }, await passwords.hash(admin.password), 'admin');
  // Taken since the question, by another process that starts or by a registration: then it is there to be promoted.
  return (await store.create(user)) ? 'created' : ensureAdministrator(admin, { store, passwords });
};
