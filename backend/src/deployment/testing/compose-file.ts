import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const root = path.resolve(import.meta.dirname, '../../../..');

const service = z.object({
  command: z.array(z.string()).nullish(),
  environment: z.record(z.string(), z.string()).default({}),
});

const model = z.object({ services: z.record(z.string(), service) });

/** A service of `docker-compose.yml` with every variable of `.env` filled in. */
export interface ComposeService {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** A path below the repository's root. */
export const inRepository = (...parts: string[]): string => path.join(root, ...parts);

/** What `.env` is once a person has filled in `.env.example`. */
export const filledInEnvironment = (): Record<string, string> => {
  const lines = readFileSync(inRepository('.env.example'), 'utf8').split('\n');
  const pairs = lines.flatMap((line) => {
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs.map(([name, value]) => [name, value || fillingOf(name)]));
};

const fillingOf = (name: string): string => {
  if (name === 'ADMIN_EMAIL') return 'admin@chat.example';
  return /PASSWORD|SECRET|TOKEN/.test(name) ? randomBytes(24).toString('hex') : '';
};

/** The service as Compose reads it. @param program path of `compose-spec` */
export const readCompose = (
  program: string,
  env: Readonly<Record<string, string>>,
): ((name: string) => ComposeService) => {
  const args = ['-format', 'json', '-no-path-resolution', 'docker-compose.yml'];
  const text = execFileSync(program, args, { cwd: root, env, encoding: 'utf8' });
  const { services } = model.parse(JSON.parse(text));
  return (name) => {
    const found = services[name];
    if (!found) throw new Error(`docker-compose.yml has no service ${name}`);
    // In what Compose prints, a dollar sign that containers get is doubled.
    return { command: (found.command ?? []).map((word) => word.replaceAll('$$', '$')), environment: found.environment };
  };
};
