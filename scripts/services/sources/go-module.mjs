import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, stream } from '../../lib/command.mjs';
import { ScriptError } from '../../lib/main.mjs';
import { onPath } from '../on-path.mjs';

/**
 * A program compiled from a Go module.
 * @param {{ module: string, version: string, builds: string, program: string, usually: string }} go
 *   `builds`: what Go calls the result, renamed to `program`
 * @returns {import('../part.mjs').Source}
 */
export function goModule({ module, version, builds, program, usually }) {
  return {
    describe: `${module} ${version}, compiled with go install (usually ${usually})`,
    lock: `${program}-${version}`,
    version,
    obstacle: () => (onPath('go') ? undefined : 'there is no Go compiler'),
    fetch: async (folder) => {
      const { code, output } = await stream('go', ['install', '-trimpath', `${module}@v${version}`], {
        env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0' },
        timeoutMs: 1_200_000,
        // A hundred lines for k6, and nothing that one could act on.
        isShown: (line) => !line.startsWith('go: downloading'),
      });
      if (code !== 0) throw new ScriptError(`go install of ${module} failed (${code}):\n${lastLines(output)}`);
      if (builds !== program) renameSync(join(folder, builds), join(folder, program));
    },
  };
}
