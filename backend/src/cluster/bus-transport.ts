import type { Buffer } from 'node:buffer';

/** What one node says in one topic at a time; see `batch.ts`. */
export interface TopicBatch {
  readonly topic: string;
  readonly bytes: Buffer;
}

/** What a transport tells; set by the bus. */
export interface TransportListener {
  /** Bytes that some node published in a topic, one's own as well. */
  onBatch(topic: string, bytes: Buffer): void;
  /** The way is open, for the first time or again: nothing is subscribed on it yet. */
  onOpen(): void;
  /** It is not open any more; a way that fell silent may not know. */
  onClosed(): void;
}

/**
 * What carries batches between nodes, at most once: pub/sub. Every adapter passes `contract/transport.ts`.
 *
 * - Each call settles within a second or so, also when nobody answers.
 * - What one node publishes in one topic arrives in order, or not at all.
 */
export interface BusTransport {
  /** Tells the listener from now on, and opens; it opens again by itself for as long as it is not closed. */
  start(listener: TransportListener): void;
  /** Hands batches over. @returns the topics whose batch may be lost. Never rejects. */
  publish(batches: readonly TopicBatch[]): Promise<string[]>;
  /** Resolves when all that is published in the topics from now on arrives. @throws where that cannot be said */
  subscribe(topics: readonly string[]): Promise<void>;
  /** Best effort. Never rejects. */
  unsubscribe(topics: readonly string[]): Promise<void>;
  /** All topics for beats: one for each part of the server that could fail alone. Constant. */
  readonly beatTopics: readonly string[];
  /** Of `beatTopics`, those that together take every way there is now. */
  beatTopicsNow(): readonly string[];
  /** Gives the connection up and opens a new one; for a way that has fallen silent. */
  reopen(): void;
  close(): Promise<void>;
}
