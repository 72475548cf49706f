import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture, lastLines } from '../../lib/command.mjs';
import { ScriptError } from '../../lib/main.mjs';
import { onPath } from '../on-path.mjs';

/**
 * A Python program with what it depends on, in a virtual environment of its own; Python itself stays as it is.
 * @param {{ package: string, version: string, module: string, program: string, usually: string }} python
 *   `module`: what `python -m` runs as the program
 * @returns {import('../part.mjs').Source}
 */
export function pythonVenv({ package: name, version, module, program, usually }) {
  return {
    describe: `the Python package ${name} ${version} into an environment of its own (usually ${usually})`,
    lock: `${name}-${version}`,
    version,
    obstacle: () => (onPath('python3') ? undefined : 'there is no python3'),
    fetch: async (folder) => {
      await run('python3', ['-m', 'venv', join(folder, 'venv')]);
      const python = join(folder, 'venv', 'bin', 'python3');
      await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `${name}==${version}`]);
      // Not the script that pip made: it names the folder by its present path, and the folder moves when it is complete.
      const start = `#!/bin/sh\nexec "$(dirname "$0")/venv/bin/python3" -m ${module} "$@"\n`;
      writeFileSync(join(folder, program), start);
      chmodSync(join(folder, program), 0o755);
    },
  };
}

/**
 * @param {string} command
 * @param {string[]} args
 */
async function run(command, args) {
  const { code, output } = await capture(command, args, { timeoutMs: 600_000 });
  if (code !== 0) throw new ScriptError(`${command} ${args.slice(0, 3).join(' ')} failed:\n${lastLines(output)}`);
}
