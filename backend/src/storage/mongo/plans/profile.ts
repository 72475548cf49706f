import type { Db, Document } from 'mongodb';
import { type QueryShape, shapeOf } from '../queries/shape.js';

/** Holds every operation of a test. */
const PROFILE_BYTES = 256 * 1_024 * 1_024;

/** What the server did for one command of the store. */
export interface Operation {
  readonly shape: QueryShape;
  readonly command: Document;
  readonly planSummary: string;
  readonly isSorted: boolean;
  readonly keysExamined: number;
  readonly documentsExamined: number;
  readonly returned: number;
}

/** Lets the server write down each operation from here on. */
export async function startProfile(database: Db): Promise<void> {
  await database.createCollection('system.profile', { capped: true, size: PROFILE_BYTES });
  await database.command({ profile: 2 });
}

/** Operations that have a plan, since the start or the last call. */
export async function takeProfile(database: Db): Promise<Operation[]> {
  await database.command({ profile: 0 });
  const entries = await database
    .collection('system.profile')
    .find({ op: { $ne: 'insert' } })
    .toArray();
  await database.collection('system.profile').drop();
  const operations = entries.flatMap((entry) => (isQuery(entry) ? [toOperation(entry)] : []));
  return operations.filter(({ shape }) => !shape.collection.startsWith('system.'));
}

/** Neither the profile itself, nor the buckets of a time-series collection, which its own entry tells of. */
const isQuery = ({ planSummary, ns }: Document): boolean =>
  typeof planSummary === 'string' && !String(ns).includes('.system.');

const toOperation = (entry: Document): Operation => {
  const command = commandOf(entry);
  return {
    shape: shapeOf(command),
    command,
    planSummary: String(entry.planSummary),
    isSorted: entry.hasSortStage === true,
    keysExamined: numberOf(entry.keysExamined),
    documentsExamined: numberOf(entry.docsExamined),
    returned: Math.max(...RETURNED.map((field) => numberOf(entry[field]))),
  };
};

const RETURNED = ['nreturned', 'nMatched', 'ndeleted', 'nUpserted'] as const;

/** Single updates and deletes of a bulk stand for themselves, and what a cursor goes on with for its query. */
const commandOf = ({ op, ns, command, originatingCommand }: Document): Document => {
  const collection = String(ns).split('.').slice(1).join('.');
  if (op === 'update') return { update: collection, updates: [command] };
  if (op === 'remove') return { delete: collection, deletes: [command] };
  return (op === 'getmore' ? originatingCommand : command) as Document;
};

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
