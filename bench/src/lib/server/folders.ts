import { mkdir, mkdtemp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { removeAtExit } from './leftovers.js';

/** Results go here. Data too, as it lies on the same disk as the repository: a system's `/tmp` may be memory. */
export const resultsFolder = fileURLToPath(new URL('../../../results/', import.meta.url));

/** An empty folder for a database, and how to remove it. */
export async function dataFolder(): Promise<{ readonly path: string; readonly remove: () => void }> {
  await mkdir(resultsFolder, { recursive: true });
  const path = await mkdtemp(`${resultsFolder}data-`);
  return { path, remove: removeAtExit(path) };
}
