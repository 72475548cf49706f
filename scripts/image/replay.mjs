import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { capture, lastLines } from '../lib/command.mjs';
import { inRoot } from '../lib/project.mjs';
import { contextOf, parseDockerfile } from './dockerfile.mjs';

/** @typedef {import('./dockerfile.mjs').Instruction} Instruction */
/** @typedef {{ folder: string, workdir: string, env: Record<string, string>, command: string[], health: string[] }} Built */

/**
 * What an engine does in an image of its own and cannot be done in a folder, by the beginning of its command, and what
 * is done in its place.
 * @type {Record<string, (folder: string) => void>}
 */
const inPlaceOf = {
  // A minute of compiling, for the same source and compiler settings as this machine's own install.
  'npm_config_nodedir=/usr/local npm rebuild better-sqlite3': (folder) =>
    cpSync(
      inRoot('node_modules/better-sqlite3/build/Release/better_sqlite3.node'),
      join(folder, 'app/node_modules/better-sqlite3/build/Release/better_sqlite3.node'),
    ),
  // Makes a folder at the root of the file system, for another user.
  'mkdir /data': (folder) => mkdirSync(join(folder, 'data')),
};

/**
 * Builds an image without an engine: each stage in a folder of its own, with the same files and commands.
 * @param {string} dockerfile
 * @param {{ into: string, args: Record<string, string> }} options `into`: an empty folder
 * @returns {Promise<Built>} the last stage
 */
export async function replay(dockerfile, { into, args }) {
  const context = await copyContext(join(into, 'context'));
  /** @type {Record<string, Built>} */
  const built = {};
  /** @type {Built | undefined} */
  let last;
  for (const [at, stage] of parseDockerfile(readFileSync(dockerfile, 'utf8')).entries()) {
    const base = built[stage.from];
    last = { folder: join(into, `stage-${at}`), workdir: '/', env: {}, command: [], health: [], ...base };
    last.folder = join(into, `stage-${at}`);
    mkdirSync(last.folder);
    if (base) cpSync(base.folder, last.folder, { recursive: true, verbatimSymlinks: true });
    for (const one of stage.instructions) await follow(one, last, { args, context, built });
    if (stage.name) built[stage.name] = last;
  }
  if (!last) throw new Error(`${dockerfile} has no stage`);
  return last;
}

/**
 * The files that an engine would be sent, out of those that git knows.
 * @param {string} folder
 */
async function copyContext(folder) {
  const isSent = contextOf(readFileSync(inRoot('.dockerignore'), 'utf8'));
  const { output } = await capture('git', ['ls-files', '--cached', '--others', '--exclude-standard']);
  for (const path of output.split('\n').filter(isSent)) cpSync(inRoot(path), join(folder, path));
  return folder;
}

/**
 * @param {Instruction} instruction
 * @param {Built} stage changed by what the instruction says
 * @param {{ args: Record<string, string>, context: string, built: Record<string, Built> }} world
 */
async function follow({ name, text }, stage, { args, context, built }) {
  const filledIn = text.replace(/\$([A-Z]+)/g, (_, variable) => args[variable] ?? '');
  if (name === 'WORKDIR') stage.workdir = text;
  else if (name === 'ENV') Object.assign(stage.env, Object.fromEntries(filledIn.split(' ').map(pair)));
  else if (name === 'COPY') copy(text, stage, context, built);
  else if (name === 'RUN') await run(text, stage);
  else if (name === 'CMD') stage.command = JSON.parse(text);
  else if (name === 'HEALTHCHECK') stage.health = JSON.parse(text.slice(text.indexOf('[')));
  else if (!['ARG', 'LABEL', 'USER', 'EXPOSE'].includes(name)) throw new Error(`${name} cannot be done in a folder`);
}

/**
 * @param {string} text
 * @returns {[string, string]}
 */
const pair = (text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];

/**
 * @param {string} text
 * @param {Built} stage
 * @param {string} context
 * @param {Record<string, Built>} built
 */
function copy(text, stage, context, built) {
  const [, from, paths = ''] = /^(?:--from=(\S+) )?(.*)$/.exec(text) ?? [];
  const source = from === undefined ? context : built[from]?.folder;
  if (source === undefined) throw new Error(`There is no stage ${from}`);
  const words = paths.split(' ');
  const target = join(stage.folder, stage.workdir, words.pop() ?? '');
  for (const word of words) {
    // As an engine does: of a folder its content is copied, a file goes into the folder under its name.
    const isFile = /\.(json|ya?ml)$|\.npmrc$/.test(word);
    cpSync(join(source, word), isFile ? join(target, basename(word)) : target, {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
}

/**
 * @param {string} command
 * @param {Built} stage
 */
async function run(command, stage) {
  const [, replacement] = Object.entries(inPlaceOf).find(([beginning]) => command.startsWith(beginning)) ?? [];
  if (replacement) return replacement(stage.folder);
  const { code, output } = await capture('sh', ['-c', command], {
    cwd: join(stage.folder, stage.workdir),
    env: { ...process.env, ...stage.env },
    timeoutMs: 300_000,
  });
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${lastLines(output)}`);
}
