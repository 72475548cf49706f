import type { Db } from 'mongodb';
import { explainable } from '../queries/explainable.js';
import { planOf, type QueryPlan } from '../queries/plan.js';
import type { Operation } from './profile.js';

/** Keys or documents that a query may read for each one that it returns. */
const MOST_EXAMINED = 2;

/** And so many on top: an index is read to the first key that is one too many, and an empty answer reads one, too. */
const SLACK = 2;

const MAX_TIME_MS = 5_000;

/** Characters of a shape that the table shows. */
const LINE = 130;

/** What a shape may do that others may not, and why. */
interface Exception {
  /** Part of the key of a row. */
  readonly shape: string;
  readonly mayScan?: true;
  readonly maySort?: true;
  /** In place of `MOST_EXAMINED`. */
  readonly examined?: number;
  /** In place of `SLACK`. */
  readonly slack?: number;
  readonly why: string;
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    shape: 'aggregate members pipeline [{$match: {userId:',
    examined: 40,
    why: 'gives lists of up to 25 members; a channel that is too large is counted to its 26th',
  },
  {
    shape: 'aggregate messages pipeline [{$sort: {channelId: 1, seq: -1}}, {$group:',
    maySort: true,
    examined: 3,
    why: 'looks at the last entry of every channel, once at the start',
  },
  {
    shape: 'distinct users query {nodes:',
    slack: 2_000,
    why: 'looks at everyone who is there, when nodes come and go; it returns a list of nodes',
  },
  { shape: 'find nodes filter {}', mayScan: true, why: 'reads all nodes, of which there are a few' },
  {
    shape: 'aggregate users pipeline [{$match: {searchWords:',
    slack: 300,
    why: 'looks at up to 10,000 who have one of the words and leaves out those without the others',
  },
  {
    shape: 'count users query {searchWords:',
    slack: 1_001,
    why: 'counts who has a word up to 1,001, to know whether their score may be asked for',
  },
  {
    shape: 'find users filter {$text:',
    maySort: true,
    slack: 300,
    why: 'is ordered by score, which no index has; it reads who has the rarest of the words, up to 1,000',
  },
  {
    shape: 'find users filter {_id: {$in: [?]}, statusBy:',
    slack: 2_000,
    why: 'reads back up to 1,000 users whom it has just written, to tell whose status changed',
  },
  {
    shape: 'find users filter {_id: {$in: [?]}, isDisabled:',
    slack: 100,
    why: 'leaves out the few who are disabled; a list of ids costs up to two keys each',
  },
  {
    shape: 'aggregate fs.chunks pipeline [{$group:',
    slack: 200,
    why: 'looks at every file, along an index, for chunks without one; hourly',
  },
];

/** All operations of one shape. */
export interface Row {
  readonly key: string;
  readonly plan: QueryPlan;
  readonly planSummaries: ReadonlySet<string>;
  readonly isSorted: boolean;
  /** That read most for what it returned. */
  readonly worst: Operation;
  readonly runs: number;
  /** For the table in the documentation, with the call that read most. */
  readonly line: string;
}

/** Operations by shape, each shape with the plan of one of them. */
export async function toRows(operations: readonly Operation[], database: Db): Promise<Row[]> {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    const key = keyOf(operation);
    groups.set(key, [...(groups.get(key) ?? []), operation]);
  }
  const rows: Row[] = [];
  for (const key of [...groups.keys()].toSorted()) rows.push(await toRow(key, groups.get(key) ?? [], database));
  return rows;
}

const keyOf = ({ shape: { collection, operation, shape } }: Operation): string => `${operation} ${collection} ${shape}`;

async function toRow(key: string, operations: readonly Operation[], database: Db): Promise<Row> {
  const worst = operations.reduce((most, next) => (excessOf(next) > excessOf(most) ? next : most));
  const command = explainable(worst.command, MAX_TIME_MS);
  if (command === undefined) throw new Error(`no plan is known for ${key}`);
  const plan = planOf(await database.command(command));
  const most = operations.reduce((one, next) => (examinedBy(next) > examinedBy(one) ? next : one));
  const { keysExamined, documentsExamined, returned } = most;
  const indexes = plan.indexes.join(', ');
  return {
    key,
    plan,
    planSummaries: new Set(operations.map(({ planSummary }) => planSummary)),
    isSorted: plan.isSorted || operations.some(({ isSorted }) => isSorted),
    worst,
    runs: operations.length,
    line: `| \`${shortened(key)}\` | ${indexes} | ${keysExamined} | ${documentsExamined} | ${returned} |`,
  };
}

const shortened = (key: string): string => (key.length > LINE ? `${key.slice(0, LINE)} …` : key);

const examinedBy = ({ keysExamined, documentsExamined }: Operation): number =>
  Math.max(keysExamined, documentsExamined);

const excessOf = (operation: Operation): number => examinedBy(operation) - MOST_EXAMINED * operation.returned;

/** What is wrong, a sentence each. */
export function judge(rows: readonly Row[]): string[] {
  return rows.flatMap((row) => {
    const exception = EXCEPTIONS.find(({ shape }) => row.key.includes(shape));
    const { examined = MOST_EXAMINED, slack = SLACK } = exception ?? {};
    const problems: string[] = [];
    const summaries = [...row.planSummaries].join(', ');
    const isScan = row.plan.isCollectionScan || summaries.includes('COLLSCAN');
    if (isScan && exception?.mayScan !== true) problems.push('reads the whole collection');
    if (row.isSorted && exception?.maySort !== true) problems.push('sorts in memory');
    if (examinedBy(row.worst) > examined * row.worst.returned + slack) problems.push('reads too much');
    const { keysExamined, documentsExamined, returned } = row.worst;
    const figures = `${keysExamined} keys, ${documentsExamined} documents, ${returned} returned, ${summaries}`;
    return problems.map((problem) => `${row.key} ${problem} (${figures})`);
  });
}
