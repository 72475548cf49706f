import type { Channel } from './channel.js';
import { groupBy } from './group-by.js';
import type { SendRecord, Violation } from './history.js';

/** Acknowledged is stored once, refused never, unknown at most once, and nothing is stored that nobody sent. */
export const checkSends = (channel: Channel): Violation[] => {
  const copies = copiesOf(channel);
  const isOwned = new Set<number>();
  const violations = channel.sends.flatMap((send) => {
    const seqs = copies.get(send.content) ?? [];
    // Edited or deleted it no longer has its content, and only the acknowledgement tells its number.
    if (send.outcome.kind === 'ok' && !seqs.includes(send.outcome.seq) && isRewritten(channel, send.outcome.seq)) {
      seqs.push(send.outcome.seq);
    }
    for (const seq of seqs) isOwned.add(seq);
    return judge(channel, send, seqs);
  });
  const strangers = channel.log.entries.filter((entry) => entry.kind === 'message' && !isOwned.has(entry.seq));
  return [
    ...violations,
    ...sharedNumbers(channel),
    ...strangers.map(({ seq }): Violation => ({ kind: 'from_nobody', detail: `${channel.id}: number ${seq}` })),
  ];
};

/** One number is given to one send: of two that were told it, only one can be stored. */
const sharedNumbers = ({ id, sends }: Channel): Violation[] => {
  const told = sends.flatMap(({ clientId, outcome }) =>
    outcome.kind === 'ok' ? [{ clientId, seq: outcome.seq }] : [],
  );
  return [...groupBy(told, ({ seq }) => seq)].flatMap(([seq, owners]): Violation[] => {
    if (owners.length === 1) return [];
    const names = owners.map(({ clientId }) => clientId).join(' and ');
    return [{ kind: 'lost', detail: `${id}: ${names} were both told ${seq}` }];
  });
};

/** Numbers under which each content is stored. */
const copiesOf = ({ log }: Channel): Map<string, number[]> => {
  const messages = log.entries.filter((entry) => entry.kind === 'message');
  const groups = groupBy(messages, ({ content }) => content);
  return new Map([...groups].map(([content, entries]) => [content, entries.map(({ seq }) => seq)]));
};

const isRewritten = ({ bySeq, deleted, log }: Channel, seq: number): boolean =>
  bySeq.get(seq)?.kind === 'message' &&
  (deleted.has(seq) || log.entries.some((entry) => entry.kind === 'edit' && entry.target === seq));

const judge = (channel: Channel, { clientId, author, outcome }: SendRecord, seqs: readonly number[]): Violation[] => {
  const detail = `${channel.id}: ${clientId} of ${author}, ${outcome.kind}, is stored as [${seqs.join(', ')}]`;
  if (outcome.kind === 'refused') return seqs.length > 0 ? [{ kind: 'refused_but_stored', detail }] : [];
  const violations: Violation[] = seqs.length > 1 ? [{ kind: 'doubled', detail }] : [];
  if (outcome.kind === 'unknown') return violations;
  const entry = channel.bySeq.get(outcome.seq);
  const isThere = seqs.includes(outcome.seq) && entry?.kind === 'message' && entry.author === author;
  if (!isThere) violations.push({ kind: 'lost', detail: `${detail} instead of ${outcome.seq}` });
  return violations;
};
