import { groupBy } from './group-by.js';
import type { ChangeRecord, Entry, History, LogRecord, SendRecord } from './history.js';

/** Everything of one channel, looked up by number: what the single checks share. */
export interface Channel {
  readonly id: string;
  /** The log as the first node tells it, against which all others are held. */
  readonly log: LogRecord;
  readonly logs: readonly LogRecord[];
  readonly bySeq: ReadonlyMap<number, Entry>;
  readonly sends: readonly SendRecord[];
  readonly changes: readonly ChangeRecord[];
  readonly deleted: ReadonlySet<number>;
  /** All contents that a message may ever have been seen with. */
  readonly contents: ReadonlyMap<number, ReadonlySet<string>>;
}

/** The channels of a run; each has a log, however empty. */
export const channelsOf = (history: History): Channel[] => {
  const logs = groupBy(history.logs, ({ channelId }) => channelId);
  const sends = groupBy(history.sends, ({ channelId }) => channelId);
  const changes = groupBy(history.changes, ({ channelId }) => channelId);
  return [...logs].flatMap(([id, [log, ...others]]) =>
    log === undefined ? [] : [toChannel(id, [log, ...others], sends.get(id) ?? [], changes.get(id) ?? [])],
  );
};

const toChannel = (
  id: string,
  logs: readonly [LogRecord, ...LogRecord[]],
  sends: readonly SendRecord[],
  changes: readonly ChangeRecord[],
): Channel => {
  const [log] = logs;
  const deletions = log.entries.filter((entry) => entry.kind === 'deletion');
  return {
    id,
    log,
    logs,
    sends,
    changes,
    bySeq: new Map(log.entries.map((entry) => [entry.seq, entry])),
    deleted: new Set(deletions.map(({ target }) => target)),
    contents: contentsOf(log, sends, changes),
  };
};

const contentsOf = (
  { entries }: LogRecord,
  sends: readonly SendRecord[],
  changes: readonly ChangeRecord[],
): Map<number, Set<string>> => {
  const contents = new Map<number, Set<string>>();
  const add = (seq: number, content: string): void => {
    const known = contents.get(seq);
    if (known) known.add(content);
    else contents.set(seq, new Set([content]));
  };
  for (const entry of entries) {
    if (entry.kind === 'message') add(entry.seq, entry.content);
    else add(entry.target, entry.kind === 'edit' ? entry.content : '');
  }
  for (const { outcome, content } of sends) if (outcome.kind === 'ok') add(outcome.seq, content);
  for (const { target, content, kind } of changes) if (kind === 'edit') add(target, content);
  return contents;
};
