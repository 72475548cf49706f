import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The repository's root. */
export const root = resolve(import.meta.dirname, '../..');

/**
 * A path below the repository's root.
 * @param {...string} parts
 */
export const inRoot = (...parts) => resolve(root, ...parts);

/**
 * The folders that the root tsconfig builds, in its order. Each compiles `src/` into `dist/`.
 * @returns {string[]}
 */
export function compiledWorkspaces() {
  /** @type {{ references: { path: string }[] }} */
  const config = JSON.parse(readFileSync(inRoot('tsconfig.json'), 'utf8'));
  return config.references.map((reference) => reference.path);
}
