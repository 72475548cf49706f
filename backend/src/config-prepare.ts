import { z } from 'zod';
import { mongodbUrl } from './config-cluster.js';
import { ConfigError } from './config.js';

/** What the environment tells `prepare-mongodb`. */
export interface PrepareConfig {
  /** The service's own address of the database, with its account. */
  readonly mongodbUrl: string;
  /** The server's administrator. */
  readonly root: { readonly username: string; readonly password: string };
}

const variables = z.object({
  MONGODB_URL: mongodbUrl.pipe(z.string('is missing')),
  MONGODB_ROOT_USERNAME: z.string().default('root'),
  MONGODB_ROOT_PASSWORD: z.string('is missing'),
});

/**
 * Reads the configuration of `prepare-mongodb`; a variable set to nothing counts as not set.
 * @param env usually `process.env`
 * @throws {ConfigError} with all that is wrong at once
 */
export const parsePrepareConfig = (env: Readonly<Record<string, string | undefined>>): PrepareConfig => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const { data, error } = variables.safeParse(given);
  if (!data) {
    const issues = error.issues.map(({ path, message }) => ({ variable: String(path[0]), message }));
    throw new ConfigError(issues);
  }
  const { MONGODB_URL, MONGODB_ROOT_USERNAME, MONGODB_ROOT_PASSWORD } = data;
  return { mongodbUrl: MONGODB_URL, root: { username: MONGODB_ROOT_USERNAME, password: MONGODB_ROOT_PASSWORD } };
};
