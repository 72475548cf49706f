import type { Entry, LogRecord, ReaderRecord, SubscriptionRecord } from '../history.js';

/** Behind by more than this, a reader takes a page of history instead. */
const RESUME_ENTRIES = 12;
const PAGE = 5;

type Draft<Value> = {
  -readonly [Key in keyof Value]: Value[Key] extends readonly (infer Item)[] ? Item[] : Value[Key];
};

interface ModelReader {
  readonly record: Draft<ReaderRecord>;
  position: number;
  live: Draft<SubscriptionRecord> | undefined;
}

/** One channel's log and those who follow it. */
export class ModelChannel {
  readonly id: string;
  readonly subscriptions: SubscriptionRecord[] = [];
  readonly #entries: Entry[] = [];
  readonly #readers: ModelReader[];

  constructor(id: string, readers: readonly string[]) {
    this.id = id;
    this.#readers = readers.map((reader) => ({
      record: { reader, channelId: id, startsAfter: 0, events: [] },
      position: 0,
      live: undefined,
    }));
    this.resumeAll();
  }

  get readers(): ReaderRecord[] {
    return this.#readers.map(({ record }) => record);
  }

  mayChange(seq: number): boolean {
    return !this.#entries.some((entry) => entry.kind === 'deletion' && entry.target === seq);
  }

  append(make: (seq: number) => Entry): number {
    const entry = make(this.#entries.length + 1);
    this.#entries.push(entry);
    if (entry.kind !== 'message') this.#rewrite(entry);
    for (const reader of this.#readers) if (reader.live) deliver(reader, reader.live, entry);
    return entry.seq;
  }

  cut(index: number): void {
    const reader = this.#readers[index];
    if (reader) reader.live = undefined;
  }

  resume(index: number): void {
    const reader = this.#readers[index];
    if (reader?.live) return;
    if (reader) this.#subscribe(reader);
  }

  resumeAll(): void {
    for (const index of this.#readers.keys()) this.resume(index);
  }

  log(node: string): LogRecord {
    return { node, channelId: this.id, head: this.#entries.length, entries: [...this.#entries] };
  }

  #subscribe(reader: ModelReader): void {
    const head = this.#entries.length;
    const missed = head - reader.position;
    const isRecovered = missed <= RESUME_ENTRIES;
    const answer: Draft<SubscriptionRecord> = {
      reader: reader.record.reader,
      channelId: this.id,
      afterSeq: reader.position,
      head,
      isRecovered,
      missed: isRecovered ? missed : 0,
      knownHead: head,
      entries: [],
    };
    this.subscriptions.push(answer);
    if (isRecovered) {
      reader.live = answer;
      for (const entry of this.#entries.slice(reader.position)) deliver(reader, answer, entry);
      return;
    }
    const messages = this.#entries.filter((entry) => entry.kind === 'message').slice(-PAGE);
    reader.record.events.push({ kind: 'reset', head, messages });
    reader.position = head;
    this.#subscribe(reader);
  }

  /** What a change makes of the message, and a deletion of the edits before it. */
  #rewrite(change: Exclude<Entry, { kind: 'message' }>): void {
    const content = change.kind === 'edit' ? change.content : '';
    for (const [index, entry] of this.#entries.entries()) {
      const isMessage = entry.kind === 'message' && entry.seq === change.target;
      const isEmptied = change.kind === 'deletion' && entry.kind === 'edit' && entry.target === change.target;
      if (isMessage || isEmptied) this.#entries[index] = { ...entry, content };
    }
  }
}

const deliver = (reader: ModelReader, subscription: Draft<SubscriptionRecord>, entry: Entry): void => {
  subscription.entries.push(entry);
  reader.record.events.push(entry);
  reader.position = entry.seq;
};
