import type { Channel } from './channel.js';
import type { Entry, Violation } from './history.js';

/** The log is numbered from 1 to its head without holes, and every node tells the same. */
export const checkLogs = ({ id, logs, log }: Channel): Violation[] => [
  ...logs.flatMap(({ node, head, entries }) =>
    holesOf(entries, head).map((detail): Violation => ({ kind: 'hole', detail: `${id} on ${node}: ${detail}` })),
  ),
  ...logs.slice(1).flatMap((other): Violation[] => {
    const difference = differenceOf(log.entries, other.entries);
    if (difference === undefined && other.head === log.head) return [];
    const detail = `${id}: ${log.node} at ${log.head} and ${other.node} at ${other.head} differ, ${difference ?? ''}`;
    return [{ kind: 'disagreement', detail }];
  }),
];

const holesOf = (entries: readonly Entry[], head: number): string[] => {
  const seqs = new Set(entries.map(({ seq }) => seq));
  const missing = Array.from({ length: head }, (_, index) => index + 1).filter((seq) => !seqs.has(seq));
  const beyond = [...seqs].filter((seq) => seq < 1 || seq > head);
  return [
    ...missing.map((seq) => `${seq} of ${head} is missing`),
    ...beyond.map((seq) => `${seq} is beyond the head ${head}`),
    ...(seqs.size === entries.length ? [] : ['a number is there twice']),
  ];
};

const differenceOf = (ours: readonly Entry[], theirs: readonly Entry[]): string | undefined => {
  const at = ours.findIndex((entry, index) => !isSame(entry, theirs[index]));
  if (at === -1 && theirs.length <= ours.length) return undefined;
  return `first at number ${ours[at]?.seq ?? theirs[ours.length]?.seq}`;
};

const isSame = (one: Entry, other: Entry | undefined): boolean => JSON.stringify(one) === JSON.stringify(other);
