// npm run services -- <command>: real servers and tools for tests and for work by hand. README.md beside it tells more.
import { exclusive } from '../lib/exclusive.mjs';
import { main, ScriptError } from '../lib/main.mjs';
import { requireNodeVersion } from '../lib/node-version.mjs';
import { say } from '../lib/output.mjs';
import { available, ensure, unavailable } from './ensure.mjs';
import { partNamed, parts } from './parts/index.mjs';
import { services } from './running/services.mjs';
import { runLock, startServices } from './running/start.mjs';
import { handFolder, readState } from './running/state.mjs';
import { stopServices } from './running/stop.mjs';

const usage = `Usage: npm run services -- <command>

  start [name...]      starts ${services.map(({ part }) => part.name).join(', ')} (or those named) on free
                       loopback ports, with empty data, and prints the variables to export
  stop [name...]       stops them
  status               shows what runs and which programs are on this machine
  fetch [name...]      brings programs that are missing; without a name those that start needs
  path <name> [--fetch]  prints where a program is; exit code 3 when it is not here

Programs: ${parts.map((part) => part.name).join(', ')}`;

const startable = services.map(({ part }) => part.name);

/** @type {Record<string, (args: string[]) => Promise<void>>} */
const commands = { start, stop, status, fetch: fetchParts, path };

await main(async ([command = '', ...args]) => {
  requireNodeVersion();
  const run = commands[command];
  if (!run) throw new ScriptError(usage, 2);
  await run(args);
});

/** @param {string[]} args */
async function start(args) {
  const state = await startServices(handFolder, serviceNames(args));
  for (const { part, variable } of services) {
    const running = state[part.name];
    if (running) say(`export ${variable}='${running.url}'`);
  }
}

/** @param {string[]} args */
async function stop(args) {
  const names = serviceNames(args);
  const stopped = await exclusive(runLock(handFolder), () => stopServices(handFolder, names));
  say(stopped.length > 0 ? `Stopped ${stopped.join(', ')}.` : 'Nothing was running.');
}

async function status() {
  const state = readState(handFolder);
  for (const part of parts) {
    const running = state[part.name];
    const program = await available(part);
    const details = running
      ? `runs: process ${running.pid}, ${running.url}, log ${running.log}`
      : (program ?? 'not here');
    say(`${part.name.padEnd(18)}${details}`);
  }
}

/** @param {string[]} args */
async function fetchParts(args) {
  for (const name of args.length > 0 ? args : startable) {
    const part = partNamed(name);
    say(`${part.name.padEnd(18)}${await ensure(part)}`);
  }
}

/** @param {string[]} args */
async function path(args) {
  const [name, ...others] = args.filter((argument) => argument !== '--fetch');
  if (!name || others.length > 0) throw new ScriptError(usage, 2);
  const part = partNamed(name);
  const program = args.includes('--fetch') ? await ensure(part) : await available(part);
  if (!program) throw unavailable(part, `it was not fetched yet: npm run services -- fetch ${part.name}`);
  say(program);
}

/** @param {string[]} args */
function serviceNames(args) {
  const names = args.map((name) => partNamed(name).name);
  const other = names.find((name) => !startable.includes(name));
  if (other) throw new ScriptError(`${other} is no server to start; there are ${startable.join(', ')}.`, 2);
  return names.length > 0 ? names : startable;
}
