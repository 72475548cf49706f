import type { Document } from 'mongodb';

/** What of each command decides its plan; sessions, concerns and times are left behind. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  find: ['filter', 'sort', 'projection', 'limit', 'skip', 'hint', 'collation'],
  aggregate: ['pipeline', 'hint', 'collation', 'cursor'],
  update: ['updates'],
  delete: ['deletes'],
  findAndModify: ['query', 'sort', 'update', 'remove', 'upsert', 'new', 'fields', 'arrayFilters', 'collation'],
  count: ['query', 'limit', 'skip', 'hint', 'collation'],
  distinct: ['key', 'query', 'collation'],
};

/**
 * The command that asks how another one is run, without changing anything; of a bulk of updates or deletions the first
 * is asked about.
 * @param command as it is sent, its name first
 * @returns undefined for a command without a plan, such as an insert
 */
export function explainable(command: Readonly<Record<string, unknown>>, maxTimeMs: number): Document | undefined {
  const [name = '', collection] = Object.entries(command)[0] ?? [];
  const fields = FIELDS[name];
  if (fields === undefined) return undefined;
  const asked: Record<string, unknown> = { [name]: collection };
  for (const field of fields) {
    if (command[field] !== undefined) asked[field] = firstOf(command, field);
  }
  return { explain: asked, verbosity: 'executionStats', maxTimeMS: maxTimeMs };
}

/** Only one statement can be explained at a time. */
const firstOf = (command: Readonly<Record<string, unknown>>, field: string): unknown => {
  const value: unknown = command[field];
  return field === 'updates' || field === 'deletes' ? (value as readonly unknown[]).slice(0, 1) : value;
};
