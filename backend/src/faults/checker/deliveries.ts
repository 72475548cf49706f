import type { Channel } from './channel.js';
import type { Entry, History, SubscriptionRecord, Violation } from './history.js';

/** Each subscription is answered rightly, and entries come for it without a hole, in order, once, and as they are stored. */
export const checkDeliveries = (history: History, channels: readonly Channel[]): Violation[] => {
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  return [
    ...history.strays.map(({ reader, channelId, seq }): Violation => ({
      kind: 'stray',
      detail: `${reader} got ${seq} of ${channelId}`,
    })),
    ...history.subscriptions.flatMap((subscription) => {
      const channel = byId.get(subscription.channelId);
      return channel === undefined
        ? []
        : [
            ...checkAnswer(subscription),
            ...checkOrder(subscription),
            ...subscription.entries.flatMap((entry) => checkEntry(channel, subscription, entry)),
          ];
    }),
  ];
};

const nameOf = ({ reader, channelId, afterSeq }: SubscriptionRecord): string =>
  `${reader} in ${channelId} after ${afterSeq ?? 'now'}`;

const checkAnswer = (subscription: SubscriptionRecord): Violation[] => {
  const { afterSeq, head, isRecovered, missed, knownHead } = subscription;
  const expected = isRecovered && afterSeq !== undefined ? head - afterSeq : 0;
  const violations: Violation[] = [];
  if (missed !== expected || (afterSeq === undefined && !isRecovered)) {
    const detail = `${nameOf(subscription)}: head ${head}, recovered ${isRecovered}, missed ${missed}`;
    violations.push({ kind: 'wrong_resume', detail });
  }
  if (head < knownHead) {
    const detail = `${nameOf(subscription)}: head ${head}, though ${knownHead} was acknowledged before`;
    violations.push({ kind: 'stale_resume', detail });
  }
  return violations;
};

const checkOrder = (subscription: SubscriptionRecord): Violation[] => {
  const { afterSeq, head, isRecovered, entries } = subscription;
  const seen = new Set<number>();
  let next = (isRecovered ? (afterSeq ?? head) : head) + 1;
  return entries.flatMap(({ seq }): Violation[] => {
    const expected = next;
    next = Math.max(next, seq + 1);
    const isRepeated = seen.has(seq);
    seen.add(seq);
    if (seq === expected && !isRepeated) return [];
    const detail = `${nameOf(subscription)}: ${seq} where ${expected} was due`;
    if (isRepeated) return [{ kind: 'delivered_twice', detail }];
    return [{ kind: seq > expected ? 'missed_delivery' : 'delivered_late', detail }];
  });
};

const checkEntry = (channel: Channel, subscription: SubscriptionRecord, entry: Entry): Violation[] => {
  const stored = channel.bySeq.get(entry.seq);
  const name = (): string => `${nameOf(subscription)}: ${JSON.stringify(entry)}`;
  if (stored === undefined) return [{ kind: 'delivered_unstored', detail: name() }];
  if (isVersionOf(channel, entry, stored)) return [];
  return [{ kind: 'changed', detail: `${name()} is stored as ${JSON.stringify(stored)}` }];
};

const isVersionOf = (channel: Channel, entry: Entry, stored: Entry): boolean => {
  if (entry.kind === 'message') {
    if (stored.kind !== 'message' || stored.author !== entry.author) return false;
    return channel.contents.get(entry.seq)?.has(entry.content) === true;
  }
  if (stored.kind !== entry.kind || stored.target !== entry.target) return false;
  if (entry.kind === 'deletion' || stored.kind === 'deletion') return true;
  if (entry.content === stored.content) return true;
  // A deletion empties the edits before it, which readers have seen as they were.
  return channel.deleted.has(entry.target) && channel.contents.get(entry.target)?.has(entry.content) === true;
};
