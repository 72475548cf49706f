import { randomUUID } from 'node:crypto';
import { RestClient } from '@chatwatch/client';
import { TOKEN_TTL_SECONDS } from '../service.js';
import { inParallel } from './in-parallel.js';
import { readAccounts, writeAccounts, type Account } from './accounts-file.js';

/** A token must outlast the longest run. */
const NEEDED_SECONDS = 86_400;
/** Registrations under way at once: the service hashes passwords on as many threads as libuv has. */
const PARALLEL = 4;

export interface AccountsOptions {
  readonly baseUrl: string;
  readonly dataDir: string;
  readonly count: number;
  readonly signal: AbortSignal;
  /** Called with every account that is there. */
  readonly onProgress: (ready: number) => void;
}

/**
 * Accounts of the demo's users: those of an earlier run on the same data where their tokens still hold, new ones for the
 * rest, as hashing a password takes the service about 30 ms on purpose.
 */
export async function prepareAccounts(options: AccountsOptions): Promise<readonly Account[]> {
  const { count, dataDir, onProgress } = options;
  const kept = (await keptAccounts(options)).slice(0, count);
  let ready = kept.length;
  onProgress(ready);
  const missing = Array.from({ length: count - kept.length }, (_, index) => `Demo user ${kept.length + index + 1}`);
  const added = await inParallel(missing, PARALLEL, async (name) => {
    const account = await register(name, options);
    onProgress(++ready);
    return account;
  });
  const accounts = [...kept, ...added];
  if (added.length > 0) await writeAccounts(dataDir, accounts);
  return accounts;
}

/** All that still hold. One is tried at the service: the data below the file may have been deleted. */
async function keptAccounts({ baseUrl, dataDir, signal }: AccountsOptions): Promise<readonly Account[]> {
  const oldestMs = Date.now() - (TOKEN_TTL_SECONDS - NEEDED_SECONDS) * 1000;
  const accounts = (await readAccounts(dataDir)).filter(({ registeredAt }) => Date.parse(registeredAt) > oldestMs);
  const [first] = accounts;
  if (first === undefined) return [];
  const isKnown = await new RestClient({ baseUrl, token: first.token }).me({ signal }).then(
    () => true,
    () => false,
  );
  signal.throwIfAborted();
  return isKnown ? accounts : [];
}

async function register(name: string, { baseUrl, signal }: AccountsOptions): Promise<Account> {
  const email = `demo-${randomUUID()}@example.com`;
  // Nobody signs in with it again: the token is what is kept.
  const password = randomUUID();
  const { token } = await new RestClient({ baseUrl }).register({ name, email, password }, { signal });
  return { token, registeredAt: new Date().toISOString() };
}
