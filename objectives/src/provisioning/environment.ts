import type { Path } from '../position.js';
import type { Issue } from '../yaml-file.js';
import type { Folder } from './schemas.js';

type Reading = 'expanded' | 'braces' | 'raw';

/**
 * How Grafana reads the dollar signs of a value: it puts environment variables into nearly all of them, into
 * annotations only those in braces (and older versions none), and leaves queries as they are.
 */
function readingOf(folder: Folder, path: Path): Reading {
  if (folder !== 'alerting') return 'expanded';
  if (path.includes('model')) return 'raw';
  return path.includes('annotations') ? 'braces' : 'expanded';
}

const messages = {
  expanded: 'has a $ that Grafana would read as the name of an environment variable; a dollar sign is $$',
  braces: 'has a ${ or a $$, which versions of Grafana read differently in annotations',
  raw: 'has a $$, which stays two dollar signs in a query',
};

/** What is left of a value when everything that may stand in it is taken away must hold no dollar sign. */
const mistakes: Record<Reading, (value: string) => boolean> = {
  expanded: (value) =>
    value.replaceAll(/\$\$|\$[A-Z][A-Z0-9_]*|\$\{[A-Z][A-Z0-9_]*\}|\$__(env|file)\{[^}]+\}/g, '').includes('$'),
  braces: (value) => /\$\{|\$\$/.test(value),
  raw: (value) => value.includes('$$'),
};

/** Values of a file whose dollar signs Grafana would read as something else than what was meant. */
export function environmentIssues(folder: Folder, data: unknown, path: Path = []): Issue[] {
  if (typeof data === 'string') {
    const reading = readingOf(folder, path);
    return mistakes[reading](data) ? [{ path, message: messages[reading] }] : [];
  }
  if (typeof data !== 'object' || data === null) return [];
  const isList = Array.isArray(data);
  return Object.entries(data).flatMap(([key, value]) =>
    environmentIssues(folder, value, [...path, isList ? Number(key) : key]),
  );
}
