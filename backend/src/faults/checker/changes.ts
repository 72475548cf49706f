import type { Channel } from './channel.js';
import { groupBy } from './group-by.js';
import type { ChangeRecord, Violation } from './history.js';

/** Acknowledged edits and deletions are in the log under their numbers; and no others than were asked for. */
export const checkChanges = (channel: Channel): Violation[] => [
  ...channel.changes.flatMap((change) => lostOf(channel, change)),
  ...doubledOf(channel),
];

const lostOf = ({ id, bySeq, deleted }: Channel, change: ChangeRecord): Violation[] => {
  const { kind, target, content, outcome } = change;
  if (outcome.kind !== 'ok') return [];
  const entry = bySeq.get(outcome.seq);
  const isThere = entry?.kind === kind && entry.target === target;
  const isSame = entry?.kind !== 'edit' || entry.content === content || (deleted.has(target) && entry.content === '');
  if (isThere && isSame) return [];
  const found = entry === undefined ? 'nothing' : JSON.stringify(entry);
  return [{ kind: 'lost_change', detail: `${id}: the ${kind} ${outcome.seq} of ${target} is ${found}` }];
};

const doubledOf = ({ id, log, changes }: Channel): Violation[] => {
  const asked = groupBy(
    changes.filter(({ outcome }) => outcome.kind !== 'refused'),
    ({ kind, target }) => `${kind} of ${target}`,
  );
  const made = groupBy(
    log.entries.filter((entry) => entry.kind !== 'message'),
    ({ kind, target }) => `${kind} of ${target}`,
  );
  return [...made].flatMap(([name, entries]): Violation[] => {
    // However often a deletion is asked for, it happens once.
    const most = name.startsWith('deletion')
      ? Math.min(1, asked.get(name)?.length ?? 0)
      : (asked.get(name)?.length ?? 0);
    if (entries.length <= most) return [];
    const seqs = entries.map(({ seq }) => seq).join(', ');
    return [{ kind: 'doubled_change', detail: `${id}: the ${name} is stored as [${seqs}], asked for ${most} times` }];
  });
};
