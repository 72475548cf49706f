import { readdir, readFile } from 'node:fs/promises';

const folder = new URL('../../../docs/runbooks/', import.meta.url);

/** A page of `docs/runbooks`, and the queries in it. */
export interface Runbook {
  readonly name: string;
  readonly text: string;
  readonly queries: readonly string[];
}

/** All of them. */
export const readRunbooks = async (): Promise<Runbook[]> => {
  const names = await readdir(folder);
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8');
      const blocks = text.matchAll(/```promql\n([\s\S]*?)```/g);
      return { name, text, queries: [...blocks].map(([, query = '']) => query.trim()) };
    }),
  );
};

/** What is no name in a query: labels, strings, ranges, and lists of labels. */
const NOT_NAMES = /\{[^}]*\}|\[[^\]]*\]|\b(?:by|without|on|ignoring)\s*\([^)]*\)/g;
const WORDS = ['and', 'or', 'unless', 'bool', 'offset'];

/** Names of metrics that a query asks for. */
export const metricsOf = (query: string): string[] => {
  const names = query.replaceAll(NOT_NAMES, ' ').matchAll(/[a-zA-Z_:][\w:]*(?!\w*\s*\()/g);
  return [...new Set([...names].map(([name]) => name))].filter((name) => !WORDS.includes(name));
};
