import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * Path of a real program that tests use, as `npm run services -- fetch` brought it; undefined where it is missing, which
 * is said aloud. In CI a missing one is an error.
 */
export const findProgram = (name: string): string | undefined => {
  const cache = process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
  const directory = process.env.CHATWATCH_SERVICES_DIR ?? path.join(cache, 'chatwatch', 'services');
  const file = path.join(directory, 'paths.json');
  const paths = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}; // our own file
  const found = paths[name];
  if (found !== undefined && existsSync(found)) return found;
  const hint = `${name} is missing: npm run services -- fetch ${name}`;
  if (process.env.CI === 'true') throw new Error(hint);
  process.stderr.write(`Skipped tests: ${hint}\n`);
  return undefined;
};
