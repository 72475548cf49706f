import type { FileReference, Message } from '@chatwatch/client';

/** Who wrote a message; a picture is not fetched, as its address comes from the network. */
interface Writer {
  readonly id: string;
  readonly name: string;
}

/** What a row of the list needs of a message; times in milliseconds since the epoch. */
export interface LiveMessage {
  readonly seq: number;
  readonly author: Writer;
  /** Empty once deleted, or beside a file. */
  readonly content: string;
  readonly files: readonly FileReference[];
  readonly createdAt: number;
  readonly editedAt?: number;
  readonly deletedAt?: number;
  /** From the server's acceptance to here, by the server's clock; absent where it came as history. */
  readonly deliveryMs?: number;
}

/** Writers remembered for sharing; beyond them memory matters more than sharing. */
const SHARED_WRITERS = 10_000;
const NO_FILES: readonly FileReference[] = [];

const time = (iso: string | undefined): number | undefined => (iso === undefined ? undefined : Date.parse(iso));

/**
 * Makes rows of messages. A row holds a third of what the parsed frame does: messages of one writer share him, those
 * without files share the empty list, and times are numbers.
 */
export function messageReader(): (message: Message, deliveryMs?: number) => LiveMessage {
  const writers = new Map<string, Writer>();
  const shared = ({ id, name }: Writer): Writer => {
    const known = writers.get(id);
    if (known?.name === name) return known;
    if (writers.size >= SHARED_WRITERS) writers.clear();
    const writer = { id, name };
    writers.set(id, writer);
    return writer;
  };
  return ({ seq, author, content, files, createdAt, editedAt, deletedAt }, deliveryMs) => ({
    seq,
    author: shared(author),
    content,
    files: files.length === 0 ? NO_FILES : files,
    createdAt: Date.parse(createdAt),
    editedAt: time(editedAt),
    deletedAt: time(deletedAt),
    deliveryMs,
  });
}
