import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ObjectivesError } from './errors.js';
import { parseObjectives, parseObjectivesFile, type ObjectivesFile } from './parse.js';
import type { Objectives } from './schema.js';

const builtInPath = fileURLToPath(new URL('../objectives.yaml', import.meta.url));

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ObjectivesError('objectives_unreadable', `${path} cannot be read: ${reason}`, { cause });
  }
}

/** Reads an objectives file with the links of its alerts; throws as {@link loadObjectives} does. */
export function loadObjectivesFile(path: string): ObjectivesFile {
  return parseObjectivesFile(read(path), path);
}

/**
 * Reads an objectives file, the built-in one by default. It blocks, so it is for the start of a process only.
 *
 * Throws an {@link ObjectivesError}: `objectives_unreadable`, or `objectives_invalid` as {@link parseObjectives} does.
 */
export function loadObjectives(path: string = builtInPath): Objectives {
  return parseObjectives(read(path), path);
}
