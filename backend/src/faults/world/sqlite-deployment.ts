import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Deployment } from './world.js';

/** One node over SQLite in a folder of its own. */
export const sqliteDeployment = async (): Promise<Deployment & { readonly directory: string }> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-faults-'));
  return {
    directory,
    environments: [{ DATA_DIR: directory }],
    stop: () => rm(directory, { recursive: true, force: true }),
  };
};
