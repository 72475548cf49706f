import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Config, ConfigError, JWT_SECRET_BYTES, SERVICE_TOKEN_BYTES } from '../config.js';

/** What tokens are signed with, and what another program proves itself with. */
export interface Secrets {
  readonly jwtSecret: string;
  readonly serviceToken: string;
}

const fileSchema = z.object({
  jwtSecret: z.string().min(JWT_SECRET_BYTES),
  serviceToken: z.string().min(SERVICE_TOKEN_BYTES),
});

/**
 * The secrets from the configuration; those it leaves out are generated once into `secrets.json` of the data
 * directory, readable by its owner alone, so that tokens stay valid over a restart.
 * @throws {ConfigError} when the file is there and cannot be used: a new one would sign everybody out unasked
 */
export const loadSecrets = async (config: Pick<Config, 'dataDir' | 'jwtSecret' | 'serviceToken'>): Promise<Secrets> => {
  const { jwtSecret, serviceToken } = config;
  if (jwtSecret !== undefined && serviceToken !== undefined) return { jwtSecret, serviceToken };
  const file = path.join(config.dataDir, 'secrets.json');
  const kept = (await readSecrets(file)) ?? (await generateSecrets(file));
  return { jwtSecret: jwtSecret ?? kept.jwtSecret, serviceToken: serviceToken ?? kept.serviceToken };
};

const readSecrets = async (file: string): Promise<Secrets | undefined> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // fs rejects with nothing else
    throw unusable(file, error);
  }
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch (error) {
    throw unusable(file, error);
  }
};

const unusable = (file: string, cause: unknown): ConfigError =>
  new ConfigError(
    [
      {
        variable: 'DATA_DIR',
        message: `holds ${file}, which cannot be read as secrets: restore it, or delete it and everybody signs in anew`,
      },
    ],
    { cause },
  );

const generateSecrets = async (file: string): Promise<Secrets> => {
  const secrets = { jwtSecret: randomSecret(), serviceToken: randomSecret() };
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeDurably(file, `${JSON.stringify(secrets, undefined, 2)}\n`);
  return secrets;
};

const randomSecret = (): string => randomBytes(32).toString('base64url');

/** All of the file or none of it, also through a power cut: written beside, synced, then renamed into place. */
const writeDurably = async (file: string, text: string): Promise<void> => {
  const draft = `${file}.${process.pid}.tmp`;
  await rm(draft, { force: true });
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  const directory = await open(path.dirname(file));
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
};
