import type { Channel } from './channel.js';
import type { Entry, History, ReaderRecord, Violation } from './history.js';

/** Over all its connections each reader was handed every entry once and in order, and ends with what the store has. */
export const checkReaders = (history: History, channels: readonly Channel[]): Violation[] => {
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  return history.readers.flatMap((reader) => {
    const channel = byId.get(reader.channelId);
    return channel === undefined ? [] : [...checkOrder(reader, channel), ...checkState(reader, channel)];
  });
};

const nameOf = ({ reader, channelId }: ReaderRecord): string => `${reader} over all of ${channelId}`;

const checkOrder = (reader: ReaderRecord, { log }: Channel): Violation[] => {
  let next = reader.startsAfter + 1;
  const violations = reader.events.flatMap((event): Violation[] => {
    const expected = next;
    if (event.kind === 'reset') {
      next = event.head + 1;
      return [];
    }
    next = Math.max(next, event.seq + 1);
    if (event.seq === expected) return [];
    const detail = `${nameOf(reader)}: ${event.seq} where ${expected} was due`;
    return [{ kind: event.seq > expected ? 'missed_delivery' : 'delivered_twice', detail }];
  });
  if (next <= log.head) {
    violations.push({ kind: 'missed_delivery', detail: `${nameOf(reader)}: ${next} to ${log.head} never came` });
  }
  return violations;
};

const checkState = (reader: ReaderRecord, { bySeq }: Channel): Violation[] =>
  [...stateOf(reader)].flatMap(([seq, content]): Violation[] => {
    const stored = bySeq.get(seq);
    const expected = stored?.kind === 'message' ? stored.content : undefined;
    if (content === expected) return [];
    const detail = `${nameOf(reader)}: ${seq} is ${JSON.stringify(content)} instead of ${JSON.stringify(expected)}`;
    return [{ kind: 'wrong_state', detail }];
  });

/** The messages as the reader has them in the end. Changes of messages from before its time do not concern it. */
const stateOf = ({ events }: ReaderRecord): Map<number, string> => {
  const state = new Map<number, string>();
  for (const event of events) {
    if (event.kind === 'reset') {
      state.clear();
      for (const { seq, content } of event.messages) state.set(seq, content);
    } else apply(state, event);
  }
  return state;
};

const apply = (state: Map<number, string>, entry: Entry): void => {
  if (entry.kind === 'message') state.set(entry.seq, entry.content);
  else if (state.has(entry.target)) state.set(entry.target, entry.kind === 'edit' ? entry.content : '');
};
