import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Scripts that are loaded together, because a module asks for another when it is needed.
 * @typedef {object} Group
 * @property {string} request as the module says it, such as `./pages/overview`; `module` for the app's entry
 * @property {string} from the module that asks, below `src/`; empty for the entry
 * @property {string[]} files of `dist/`
 */

/** Where the last build left its groups. */
export const reportPath = fileURLToPath(
  new URL('../../../node_modules/.cache/chatwatch/app-chunks.json', import.meta.url),
);

/** Leaves a report of which scripts are loaded for what, as their names do not tell. For webpack. */
export class ChunkReport {
  /** @param {import('webpack').Compiler} compiler */
  apply(compiler) {
    compiler.hooks.afterEmit.tap('ChunkReport', (compilation) => {
      mkdirSync(dirname(reportPath), { recursive: true });
      writeFileSync(reportPath, JSON.stringify(groupsOf(compilation)));
    });
  }
}

/**
 * @param {import('webpack').Compilation} compilation
 * @returns {Group[]} one for each module that asks
 */
function groupsOf({ chunkGroups, requestShortener }) {
  return chunkGroups.flatMap((group) => {
    const files = group.getFiles().map((file) => file.replace(/\?.*$/, ''));
    return group.origins.map(({ module, request }) => ({
      request: module ? request : 'module',
      from: module ? module.readableIdentifier(requestShortener).replace(/^\.\/| \+ .*$/g, '') : '',
      files: files.filter((file) => file.endsWith('.js')),
    }));
  });
}
