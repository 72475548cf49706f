import type { Document } from 'mongodb';

/** What a value is replaced by. */
const VALUE = '?';

/** A command without its values, so that calls which differ in them alone are one. */
export interface QueryShape {
  readonly collection: string;
  /** The command's name, such as `find`. */
  readonly operation: string;
  /** Fields and operators of filter, sort and update, and whether there is a limit. Never a value. */
  readonly shape: string;
}

/** Parts of a command by which the server chooses a plan, in the order in which they are shown. */
const PARTS = ['filter', 'query', 'q', 'pipeline', 'u', 'update', 'key', 'sort', 'limit', 'skip', 'multi'] as const;

/**
 * The shape of a command.
 * @param command as it is sent, its name first; of a bulk of updates or deletions the first one
 * @example
 * shapeOf({ find: 'messages', filter: { channelId: 'c', seq: { $lt: 9 } }, sort: { seq: -1 }, limit: 50 });
 * // { collection: 'messages', operation: 'find',
 * //   shape: 'filter {channelId: ?, seq: {$lt: ?}} sort {seq: -1} limit' }
 */
export function shapeOf(command: Document): QueryShape {
  const [operation = '', collection] = Object.entries(command)[0] ?? [];
  const statement: Document = { ...command, ...firstOf(command.updates), ...firstOf(command.deletes) };
  const parts = PARTS.flatMap((part) => {
    const value: unknown = statement[part];
    const isAbsent = value === undefined || value === false || value === 0 || part === operation;
    return isAbsent ? [] : [partOf(part, value)];
  });
  return { collection: String(collection), operation, shape: parts.join(' ') };
}

const firstOf = (statements: unknown): Document =>
  // The commands `update` and `delete` carry arrays of documents and nothing else.
  Array.isArray(statements) ? ((statements[0] ?? {}) as Document) : {};

const partOf = (part: string, value: unknown): string => {
  if (part === 'limit' || part === 'skip' || part === 'multi') return part;
  if (part === 'sort') return `sort ${withOrders(value)}`;
  return `${part} ${skeleton(value, Array.isArray(value))}`;
};

/** Orders and weights are part of the shape; the driver keeps them in a map, as their sequence counts. */
const withOrders = (given: unknown): string => {
  const sort: unknown = given instanceof Map ? Object.fromEntries(given) : given;
  return isPlain(sort)
    ? braces(sort, (order) => (typeof order === 'number' ? String(order) : skeleton(order, true)))
    : VALUE;
};

/** @param hasPaths whether a text such as `$field` names one, as in a pipeline; elsewhere a user may have written it */
const skeleton = (value: unknown, hasPaths: boolean): string => {
  if (Array.isArray(value)) return listOf(value.map((inner) => skeleton(inner, hasPaths)));
  if (isPlain(value)) return braces(value, (inner, key) => innerOf(inner, key, hasPaths));
  return hasPaths && typeof value === 'string' && value.startsWith('$') ? value : VALUE;
};

const innerOf = (inner: unknown, key: string, hasPaths: boolean): string =>
  key === '$sort' ? withOrders(inner) : skeleton(inner, hasPaths && key !== '$match');

/** Values of a list count as one, however many there are; stages and clauses are told apart. */
const listOf = (skeletons: readonly string[]): string => `[${[...new Set(skeletons)].join(', ')}]`;

const braces = (document: Record<string, unknown>, show: (inner: unknown, key: string) => string): string =>
  `{${Object.entries(document)
    .map(([key, inner]) => `${key}: ${show(inner, key)}`)
    .join(', ')}}`;

/** Documents, not what BSON keeps in an object, such as dates, ids and bytes. */
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
