import { RestClient } from '@chatwatch/client';
import { Peer } from '../../testing/peer.js';
import type { Entry, LogRecord, MessageEntry } from '../checker/history.js';
import type { Target } from './recorder.js';
import { toEntry, toMessageEntry } from './to-entry.js';

/** Entries that one resume gives at most. */
const RESUME_ENTRIES = 1_000;

/**
 * Reads the logs that one node tells, by the API alone. The log's own numbers come by resuming, which reaches back a
 * thousand entries, so it has to look often; what messages are in the end comes from history.
 */
export class Witness {
  readonly node: string;
  readonly #logs = new Map<string, Entry[]>();
  readonly #token: string;

  constructor(node: string, token: string, channelIds: readonly string[]) {
    this.node = node;
    this.#token = token;
    for (const channelId of channelIds) this.#logs.set(channelId, []);
  }

  /** Takes in what was added since the last look. */
  async look(target: Target): Promise<void> {
    const peer = await Peer.ready(target.url, this.#token);
    try {
      for (const [channelId, entries] of this.#logs) await this.#readOn(peer, channelId, entries);
    } finally {
      peer.end();
    }
  }

  /** The logs as they are now, each message in its present state. */
  async logs(target: Target): Promise<LogRecord[]> {
    await this.look(target);
    return (await this.histories(target)).map(({ entries, ...log }) => {
      const messages = new Map(entries.filter((entry) => entry.kind === 'message').map((entry) => [entry.seq, entry]));
      return { ...log, entries: withPresentState(this.#logs.get(log.channelId) ?? [], messages) };
    });
  }

  /** The messages alone, however many: for runs in which nothing is edited or deleted, it is the whole log. */
  async histories(target: Target): Promise<LogRecord[]> {
    const rest = new RestClient({ baseUrl: target.url, token: this.#token });
    const logs: LogRecord[] = [];
    for (const channelId of this.#logs.keys()) {
      logs.push({ node: this.node, channelId, ...(await wholeHistory(rest, channelId)) });
    }
    return logs;
  }

  async #readOn(peer: Peer, channelId: string, entries: Entry[]): Promise<void> {
    const afterSeq = entries.at(-1)?.seq ?? 0;
    peer.send({ type: 'subscribe', id: 1, channelId, afterSeq });
    const { recovered, missed, head } = await peer.next('subscribed');
    if (!recovered) throw new Error(`${head - afterSeq} entries since the last look, over ${RESUME_ENTRIES}`);
    for (let left = missed; left > 0;) {
      const frame = await peer.nextFrame();
      if (frame.type !== 'message' && frame.type !== 'message_updated' && frame.type !== 'message_deleted') continue;
      if (frame.channelId !== channelId) continue;
      entries.push(toEntry(frame));
      left -= 1;
    }
    peer.send({ type: 'unsubscribe', id: 2, channelId });
    await peer.next('unsubscribed');
  }
}

const wholeHistory = async (
  rest: RestClient,
  channelId: string,
): Promise<{ entries: MessageEntry[]; head: number }> => {
  const entries: MessageEntry[] = [];
  for (;;) {
    const page = await rest.history(channelId, { after: entries.at(-1)?.seq ?? 0, limit: 100 });
    entries.push(...page.messages.map(toMessageEntry));
    if (!page.hasMore) return { entries, head: page.head };
  }
};

/** A message that history does not have is left out, so that the judge finds a hole; edits of deleted ones are empty. */
const withPresentState = (entries: readonly Entry[], messages: ReadonlyMap<number, MessageEntry>): Entry[] => {
  const deleted = new Set(entries.flatMap((entry) => (entry.kind === 'deletion' ? [entry.target] : [])));
  return entries.flatMap((entry): Entry[] => {
    if (entry.kind === 'edit' && deleted.has(entry.target)) return [{ ...entry, content: '' }];
    if (entry.kind !== 'message') return [entry];
    const message = messages.get(entry.seq);
    return message ? [message] : [];
  });
};
