import { Buffer } from 'node:buffer';
import type { Author } from '@chatwatch/client';
import { Representation } from '../../content/representation.js';
import type { HistoryQuery } from '../../storage/store.js';
import type { ChannelTail, TailEntry } from './tail.js';

/** A message of a page. */
interface PageItem {
  readonly seq: number;
  readonly authorId: string;
  readonly json: string;
}

/** What a page shows, at a moment of the log. */
export interface PageState {
  readonly items: readonly PageItem[];
  readonly head: number;
  readonly hasMore: boolean;
}

/** The author where he is in memory; a promise where he is not. */
type FindAuthor = (id: string) => Author | undefined | Promise<Author | undefined>;

/** A page of history as it is answered. It never changes: what happens in the channel makes another one of it. */
export class Page {
  readonly query: HistoryQuery;
  readonly state: PageState;
  /** Of a page that is given while the store is away: how long ago it was known to be up to date, milliseconds. */
  readonly ageMs: number;
  readonly #tail: ChannelTail;
  #representation: Representation | undefined;

  constructor(query: HistoryQuery, state: PageState, tail: ChannelTail, ageMs = 0) {
    this.query = query;
    this.state = state;
    this.ageMs = ageMs;
    this.#tail = tail;
  }

  /** The same page, saying that it may be old. */
  old(ageMs: number): Page {
    const old = new Page(this.query, this.state, this.#tail, ageMs);
    old.#representation = this.representation;
    return old;
  }

  /** Made when it is first asked for: of pages that follow each other within a burst, most are never read. */
  get representation(): Representation {
    return (this.#representation ??= new Representation(render(this.state)));
  }

  get authorIds(): string[] {
    return [...new Set(this.state.items.map(({ authorId }) => authorId))];
  }

  /** Texts, the plain body, and two compressed ones that take less than half of that each. */
  get sizeBytes(): number {
    let characters = 0;
    for (const { json } of this.state.items) characters += json.length;
    return 500 + 100 * this.state.items.length + 3 * characters;
  }

  /** This page while it is up to date, else as the log has made it; undefined where that is not known. */
  renewed(findAuthor: FindAuthor): Page | undefined {
    const entries = this.#tail.after(this.state.head);
    if (entries?.length === 0) return this;
    let state: PageState | undefined = this.state;
    for (const entry of entries ?? []) state = state && withEntry(this.query, state, entry, findAuthor);
    return entries && state && new Page(this.query, state, this.#tail);
  }
}

const render = ({ items, head, hasMore }: PageState): Buffer =>
  Buffer.from(`{"messages":[${items.map(({ json }) => json).join(',')}],"head":${head},"hasMore":${hasMore}}`);

const withEntry = (
  query: HistoryQuery,
  state: PageState,
  entry: TailEntry,
  findAuthor: FindAuthor,
): PageState | undefined => {
  const { message } = entry;
  const at = entry.isNewMessage ? -1 : state.items.findIndex(({ seq }) => seq === message.seq);
  const isShown = at >= 0 || (entry.isNewMessage && isWithin(query, message.seq));
  if (!isShown) return { ...state, head: entry.seq };
  const author = findAuthor(message.authorId);
  if (author instanceof Promise) {
    // Who answers for its failure is whoever reads the page anew.
    author.catch(() => undefined);
    return undefined;
  }
  const item = { seq: message.seq, authorId: message.authorId, json: entry.json(author) };
  const changed = at >= 0 ? { ...state, items: state.items.with(at, item) } : withNewest(query, state, item);
  return { ...changed, head: entry.seq };
};

const isWithin = ({ before = Infinity, after = -1 }: HistoryQuery, seq: number): boolean => seq < before && seq > after;

/** The newest message of all comes first in a page that is newest first, and last, if there is room, in the others. */
const withNewest = ({ after, limit }: HistoryQuery, state: PageState, item: PageItem): PageState => {
  const { items, hasMore } = state;
  const isFull = items.length >= limit;
  if (after === undefined) {
    return { ...state, items: [item, ...items].slice(0, limit), hasMore: hasMore || isFull };
  }
  return hasMore || isFull ? { ...state, hasMore: true } : { ...state, items: [...items, item] };
};
