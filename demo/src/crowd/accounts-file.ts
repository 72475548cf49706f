import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A registered user; the token is all that a client needs. */
export interface Account {
  readonly token: string;
  /** ISO 8601. */
  readonly registeredAt: string;
}

const FILE = 'demo-users.json';

/** What an earlier run kept; empty when there was none, or its file is not one. */
export async function readAccounts(dataDir: string): Promise<readonly Account[]> {
  try {
    const kept: unknown = JSON.parse(await readFile(join(dataDir, FILE), 'utf8'));
    return Array.isArray(kept) && kept.every(isAccount) ? kept : [];
  } catch {
    // Whatever is wrong with it, the users can be registered anew.
    return [];
  }
}

/** Written as a whole or not at all; tokens are secrets, so only the owner may read it. */
export async function writeAccounts(dataDir: string, accounts: readonly Account[]): Promise<void> {
  const path = join(dataDir, FILE);
  await writeFile(`${path}.new`, JSON.stringify(accounts), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

function isAccount(value: unknown): value is Account {
  if (typeof value !== 'object' || value === null) return false;
  const { token, registeredAt } = value as Partial<Record<keyof Account, unknown>>; // its fields are checked here
  return typeof token === 'string' && typeof registeredAt === 'string';
}
