import { readFileSync } from 'node:fs';
import { ScriptError } from './main.mjs';
import { inRoot } from './project.mjs';
import { isAtLeast } from './version.mjs';

/** Stops with a sentence, before anything else can fail in a way that hides the reason. */
export function requireNodeVersion() {
  /** @type {{ engines: { node: string } }} */
  const { engines } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  if (isAtLeast(process.versions.node, engines.node)) return;
  throw new ScriptError(
    `Chatwatch needs Node.js ${engines.node}; this is ${process.versions.node} (${process.execPath}).\n` +
      'Install a supported version from your system or a version manager (.nvmrc names the one we use) and run it again.',
  );
}
