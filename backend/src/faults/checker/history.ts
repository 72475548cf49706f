/** What clients saw of a run, and what the nodes answer after it: all that the judge looks at. */
export interface History {
  readonly sends: readonly SendRecord[];
  readonly changes: readonly ChangeRecord[];
  readonly connections: readonly ConnectionRecord[];
  readonly subscriptions: readonly SubscriptionRecord[];
  readonly strays: readonly StrayRecord[];
  readonly readers: readonly ReaderRecord[];
  /** After the end, of every node and channel. */
  readonly logs: readonly LogRecord[];
}

/** An entry of a channel's log. */
export type Entry = MessageEntry | EditEntry | DeletionEntry;

export interface MessageEntry {
  readonly kind: 'message';
  readonly seq: number;
  readonly author: string;
  /** As it was at the moment of reading; empty once deleted. */
  readonly content: string;
}

interface EditEntry {
  readonly kind: 'edit';
  readonly seq: number;
  /** Number of the message. */
  readonly target: number;
  /** Empty once the message is deleted. */
  readonly content: string;
}

interface DeletionEntry {
  readonly kind: 'deletion';
  readonly seq: number;
  readonly target: number;
}

/** `unknown`: no answer came, so it is stored or not; `refused`: the answer was a refusal that changes nothing. */
type Outcome =
  { readonly kind: 'ok'; readonly seq: number } | { readonly kind: 'refused' } | { readonly kind: 'unknown' };

/** A message that somebody wanted stored, over however many tries. */
export interface SendRecord {
  readonly clientId: string;
  readonly author: string;
  readonly channelId: string;
  /** Like no other content of the run: the API tells no client ids, so this is how a stored message is known. */
  readonly content: string;
  readonly outcome: Outcome;
}

/** An edit or a deletion of a message whose number was acknowledged. */
export interface ChangeRecord {
  readonly kind: 'edit' | 'deletion';
  readonly channelId: string;
  readonly target: number;
  /** Of an edit, like no other content; of a deletion empty. */
  readonly content: string;
  readonly outcome: Outcome;
}

/** The sends of one connection that were acknowledged as newly stored, in the order in which they went out. */
export interface ConnectionRecord {
  readonly name: string;
  readonly stored: readonly { readonly channelId: string; readonly seq: number }[];
}

/** One answer `subscribed` and the entries that came for it, as they came over the wire. */
export interface SubscriptionRecord {
  readonly reader: string;
  readonly channelId: string;
  /** Undefined: live from now. */
  readonly afterSeq: number | undefined;
  readonly head: number;
  readonly isRecovered: boolean;
  readonly missed: number;
  /** The highest number that the node had to know of when it was asked. */
  readonly knownHead: number;
  readonly entries: readonly Entry[];
}

/** An entry that reached a connection without a subscription to its channel. */
export interface StrayRecord {
  readonly reader: string;
  readonly channelId: string;
  readonly seq: number;
}

/** What one reader's application was handed of a channel over all its connections. */
export interface ReaderRecord {
  readonly reader: string;
  readonly channelId: string;
  readonly startsAfter: number;
  readonly events: readonly (Entry | ResetEvent)[];
}

/** The reader was too far behind and took a page of history, the newest of the channel. */
interface ResetEvent {
  readonly kind: 'reset';
  readonly head: number;
  readonly messages: readonly MessageEntry[];
}

/** A channel's log as a node tells it. */
export interface LogRecord {
  readonly node: string;
  readonly channelId: string;
  readonly head: number;
  readonly entries: readonly Entry[];
}

/** A promise that was broken, and where. */
export interface Violation {
  readonly kind: ViolationKind;
  readonly detail: string;
}

export type ViolationKind =
  /** Acknowledged, and not stored under its number. */
  | 'lost'
  /** Stored more than once. */
  | 'doubled'
  /** Refused, and stored all the same. */
  | 'refused_but_stored'
  /** Stored, and nobody sent it. */
  | 'from_nobody'
  /** A number of the log without an entry, or an entry beyond its head. */
  | 'hole'
  /** Two nodes tell different logs. */
  | 'disagreement'
  /** Sends of one connection with numbers in another order. */
  | 'connection_order'
  /** An acknowledged edit or deletion that is not in the log under its number. */
  | 'lost_change'
  /** More edits or deletions of a message than were asked for and not refused. */
  | 'doubled_change'
  /** A subscription whose answer does not fit its question. */
  | 'wrong_resume'
  /** A subscription that does not know of what was acknowledged before. */
  | 'stale_resume'
  /** An entry that was passed over. */
  | 'missed_delivery'
  | 'delivered_twice'
  | 'delivered_late'
  /** Delivered, and not in the log. */
  | 'delivered_unstored'
  /** Delivered with another content, author or target than is stored. */
  | 'changed'
  /** Delivered to a connection that had not subscribed. */
  | 'stray'
  /** A reader whose messages differ from the store's in the end. */
  | 'wrong_state';
