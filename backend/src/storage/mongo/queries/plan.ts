import type { Document } from 'mongodb';

/** How the server ran a command. */
export interface QueryPlan {
  /** Names of the indexes that were read, each once. */
  readonly indexes: readonly string[];
  readonly isCollectionScan: boolean;
  /** Results were put in order after they were read, instead of being read in order. */
  readonly isSorted: boolean;
  readonly keysExamined: number;
  readonly documentsExamined: number;
  /** Documents that the plan found, before groups and projections; those that a write would change. */
  readonly returned: number;
}

/** Parts of an answer that tell of other plans, or of no plan. */
const SKIPPED = new Set(['rejectedPlans', 'allPlansExecution', 'command', 'serverInfo', 'serverParameters']);

/**
 * Reads the answer of `explain` with `executionStats`, of whichever command.
 * @example planOf(await database.command({ explain: { find: 'users', filter }, verbosity: 'executionStats' }));
 */
export function planOf(answer: Document): QueryPlan {
  const nodes = [...documentsIn(answer)];
  const stages = nodes.filter((node): node is Document & { stage: string } => typeof node.stage === 'string');
  const sumOf = (field: string): number => nodes.reduce((sum, node) => sum + numberOf(node[field]), 0);
  const indexes = nodes.flatMap(({ indexName, indexesUsed }): unknown[] => [indexName, indexesUsed].flat());
  // The quick way by id has no name for its index.
  if (stages.some(({ stage }) => stage === 'IDHACK')) indexes.push('_id_');
  return {
    indexes: [...new Set(indexes.filter((name): name is string => typeof name === 'string'))],
    isCollectionScan: stages.some(({ stage }) => stage === 'COLLSCAN') || sumOf('collectionScans') > 0,
    isSorted: nodes.some((node) => '$sort' in node) || stages.some(({ stage }) => stage.startsWith('SORT')),
    keysExamined: sumOf('totalKeysExamined'),
    documentsExamined: sumOf('totalDocsExamined'),
    returned: Math.max(returnedBy(nodes), changedBy(stages)),
  };
}

/** The plans of each collection have their own statistics. */
const returnedBy = (nodes: readonly Document[]): number =>
  nodes.reduce((sum, { executionStats }) => sum + numberOf((executionStats as Document | undefined)?.nReturned), 0);

/** A write returns nothing or what it changes. */
const changedBy = (stages: readonly Document[]): number =>
  Math.max(0, ...stages.map(({ nMatched, nWouldDelete }) => numberOf(nMatched) + numberOf(nWouldDelete)));

function* documentsIn(node: unknown): Generator<Document> {
  if (Array.isArray(node)) {
    for (const inner of node) yield* documentsIn(inner);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  yield node;
  for (const [key, inner] of Object.entries(node)) {
    if (!SKIPPED.has(key)) yield* documentsIn(inner);
  }
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
