import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stream } from './command.mjs';
import { exclusive } from './exclusive.mjs';
import { ScriptError } from './main.mjs';
import { requireNodeVersion } from './node-version.mjs';
import { note, secondsSince } from './output.mjs';
import { inRoot, root } from './project.mjs';

/** @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean }} LockedPackage */
/** @typedef {{ packages: Record<string, LockedPackage> }} Lockfile */

/** Native modules are compiled for one of these; a different one needs them built again. */
const runtime = `${process.platform}-${process.arch}-abi${process.versions.modules}`;
const runtimeStamp = inRoot('node_modules/.chatwatch-runtime');

const compilerHint = `
Where no prebuilt better-sqlite3 can be had it is compiled, which needs python3, make and a C++ compiler
(Debian, Ubuntu: apt-get install python3 make g++; macOS: xcode-select --install). Then run it again.`;

/** Makes sure that what is in node_modules is what package-lock.json says; installs it where it is not. */
export async function ensureInstalled() {
  requireNodeVersion();
  if (isComplete()) return;
  await exclusive({ path: lockPath(), what: 'another install', timeoutMs: 900_000 }, async () => {
    if (isComplete()) return;
    if (isInstalled(readLockfile('package-lock.json'), readLockfile('node_modules/.package-lock.json')))
      await rebuild();
    else await install();
    writeFileSync(runtimeStamp, runtime);
  });
}

/** Beside the clone would be in git's way, and node_modules is emptied by the install itself. */
function lockPath() {
  return join(tmpdir(), `chatwatch-install-${createHash('sha256').update(root).digest('hex').slice(0, 12)}.lock`);
}

function isComplete() {
  if (!isInstalled(readLockfile('package-lock.json'), readLockfile('node_modules/.package-lock.json'))) return false;
  // Packages that were installed by hand carry no stamp: they were built with the Node.js at hand.
  if (!existsSync(runtimeStamp)) writeFileSync(runtimeStamp, runtime);
  return readFileSync(runtimeStamp, 'utf8') === runtime;
}

/**
 * Whether npm's record of what it installed agrees with the lockfile. Optional packages may be missing: most are for
 * other platforms.
 * @param {Lockfile | undefined} wanted
 * @param {Lockfile | undefined} installed
 */
export function isInstalled(wanted, installed) {
  if (!wanted || !installed) return false;
  const isThere = Object.entries(wanted.packages).every(([path, one]) => {
    const found = installed.packages[path];
    if (path === '') return true;
    if (!found) return Boolean(one.optional ?? one.devOptional);
    return found.version === one.version && found.link === one.link;
  });
  return isThere && Object.keys(installed.packages).every((path) => path in wanted.packages);
}

/**
 * @param {string} path
 * @returns {Lockfile | undefined}
 */
function readLockfile(path) {
  try {
    return JSON.parse(readFileSync(inRoot(path), 'utf8'));
  } catch {
    return undefined;
  }
}

async function install() {
  note('Installing the packages of package-lock.json with npm ci: usually 10 to 30 s, one to three minutes');
  note('where better-sqlite3 has to be compiled.');
  // --include=dev: NODE_ENV=production in the environment would leave the compiler out.
  await npm(['ci', '--include=dev', '--no-audit', '--no-fund'], 'Installed');
}

async function rebuild() {
  note('Node.js has changed since the packages were installed: building the native ones again, some minutes at most.');
  await npm(['rebuild'], 'Built');
}

/**
 * @param {string[]} args
 * @param {string} done
 */
async function npm(args, done) {
  const started = Date.now();
  const [command, commandArgs] = npmCommand(args);
  const result = await stream(command, commandArgs, { isShown: (line) => !line.startsWith('npm error') });
  if (result.code === 0) {
    note(`${done} in ${secondsSince(started)}.`);
    return;
  }
  throw new ScriptError(`\nnpm ${args[0]} failed with exit code ${result.code}:\n${excerpt(result.output)}`);
}

/**
 * Where npm fails, its first lines name the step and the last ones the reason; its manual may stand between.
 * @param {string} output
 */
function excerpt(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const shown = lines.length > 30 ? [...lines.slice(0, 12), '…', ...lines.slice(-17)] : lines;
  const hint = /gyp|better-sqlite3/.test(output) ? [compilerHint] : [];
  return [...shown.map((line) => `  ${line}`), ...hint].join('\n');
}

/**
 * The npm that runs us, else the one on PATH.
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
function npmCommand(args) {
  const cli = process.env['npm_execpath'];
  return cli?.endsWith('npm-cli.js') ? [process.execPath, [cli, ...args]] : ['npm', args];
}
