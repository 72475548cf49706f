import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const manifest = z.object({ version: z.string() });

/** What runs: the package's version, and the commit as told or as the checkout says; `unknown` elsewhere. */
export const buildInfo = (commit: string | undefined): { version: string; commit: string } => {
  const file = new URL('../../package.json', import.meta.url);
  const { version } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { version, commit: commit ?? checkedOutCommit() };
};

const checkedOutCommit = (): string => {
  try {
    const answer = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 2_000,
    });
    return answer.trim();
  } catch {
    return 'unknown';
  }
};
