import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

const pathsSchema = z.record(z.string(), z.string());

// An empty variable is as good as none.
const setting = (name: string): string | undefined => (process.env[name] === '' ? undefined : process.env[name]);

/**
 * Path of a real program that tests use, as `npm run services -- fetch` brought it; undefined where it is missing,
 * which is said aloud. In CI a missing one is an error: there nothing may pass by being skipped.
 */
export function findProgram(name: string): string | undefined {
  const cache = setting('XDG_CACHE_HOME') ?? join(homedir(), '.cache');
  const folder = setting('CHATWATCH_SERVICES_DIR') ?? join(cache, 'chatwatch', 'services');
  const file = join(folder, 'paths.json');
  const paths = existsSync(file) ? pathsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const found = paths[name];
  if (found !== undefined && existsSync(found)) return found;
  const hint = `${name} is missing: npm run services -- fetch ${name}`;
  if (process.env.CI === 'true') throw new Error(hint);
  process.stderr.write(`Skipped tests: ${hint}\n`);
  return undefined;
}
