import { arch, cpus, platform, release, totalmem } from 'node:os';
import { capture } from './command.mjs';

/**
 * Where and of what a load run is made. Only runs of one machine, by one k6 and one Node.js, can be compared.
 * @param {string} k6 the program
 * @param {{ isEmbedded: boolean }} service whether it was started for the run alone
 */
export async function runEnvironment(k6, { isEmbedded }) {
  const [processor] = cpus();
  return {
    commit: process.env['BUILD_COMMIT'] || (await git('rev-parse', 'HEAD')),
    branch: process.env['BUILD_BRANCH'] || (await git('rev-parse', '--abbrev-ref', 'HEAD')),
    isEmbedded,
    machine: {
      cpu: processor?.model ?? 'unknown',
      cores: cpus().length,
      memoryBytes: totalmem(),
      system: `${platform()} ${release()} ${arch()}`,
      node: process.version,
      k6: /v\d[\w.]*/.exec((await capture(k6, ['version'])).output)?.[0] ?? 'unknown',
    },
  };
}

/**
 * Null where the sources are no clone.
 * @param {...string} args
 */
async function git(...args) {
  const { code, output } = await capture('git', args, { timeoutMs: 10_000 });
  return code === 0 ? output.trim() : null;
}
