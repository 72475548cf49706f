import { rmSync } from 'node:fs';
import { attach } from './command.mjs';
import { exclusive } from './exclusive.mjs';
import { filesBelow } from './files.mjs';
import { ScriptError } from './main.mjs';
import { note, secondsSince } from './output.mjs';
import { removeStaleOutputs, sourcesWithoutOutput } from './outputs.mjs';
import { compiledWorkspaces, inRoot } from './project.mjs';
import { whenChanged } from './when-changed.mjs';

const lock = { path: inRoot('node_modules/.cache/chatwatch/build.lock'), what: 'another build', timeoutMs: 600_000 };

/**
 * Compiles the workspaces that need it. Says what it does; says nothing when there is nothing to do.
 * @returns {Promise<boolean>} whether anything was done
 */
export async function build() {
  return exclusive(lock, async () => {
    const workspaces = compiledWorkspaces();
    const work = { name: 'build', inputs: () => inputsOf(workspaces), isDone: () => isTidy(workspaces) };
    return whenChanged(work, () => compile(workspaces, ['tsconfig.json']));
  });
}

/**
 * Compiles one workspace and those it refers to, whatever state the others are in.
 * @param {string} workspace
 */
export async function buildWorkspace(workspace) {
  await exclusive(lock, () => compile([workspace], [workspace]));
}

/**
 * @param {string[]} workspaces
 * @param {string[]} projects what the compiler is given
 */
async function compile(workspaces, projects) {
  const started = Date.now();
  const stale = workspaces.flatMap((name) =>
    removeStaleOutputs(inRoot(name)).map((module) => `${name}/dist/${module}`),
  );
  if (stale.length > 0) note(`Removed what was compiled from sources that are gone: ${stale.join(', ')}`);
  note('Compiling …');
  let isDone = await runCompiler(projects);
  const incomplete = workspaces.filter((name) => sourcesWithoutOutput(inRoot(name)).length > 0);
  if (isDone && incomplete.length > 0) {
    for (const name of incomplete) rmSync(inRoot(name, 'dist/.tsbuildinfo'), { force: true });
    isDone = await runCompiler(projects);
  }
  if (!isDone) throw new ScriptError('The build failed: the compiler says why above.');
  note(`Compiled in ${secondsSince(started)}.`);
}

/** @param {string[]} projects */
async function runCompiler(projects) {
  return (await attach(process.execPath, [inRoot('node_modules/typescript/bin/tsc'), '-b', ...projects])) === 0;
}

/** @param {string[]} workspaces */
function isTidy(workspaces) {
  return workspaces.every((name) => sourcesWithoutOutput(inRoot(name)).length === 0);
}

/**
 * Sources, settings and what is installed.
 * @param {string[]} workspaces
 */
function inputsOf(workspaces) {
  return [
    ...['tsconfig.json', 'tsconfig.base.json', 'node_modules/.package-lock.json'].map((name) => inRoot(name)),
    ...workspaces.flatMap((name) => ['package.json', 'tsconfig.json'].map((file) => inRoot(name, file))),
    ...workspaces.flatMap((name) => filesBelow(inRoot(name, 'src')).sort()),
  ];
}
