/** The beginning of a stream, and the stream as it was before the beginning was taken. */
export interface Headed {
  /** As long as was asked for, shorter where the stream is. */
  readonly head: Uint8Array;
  /** To be read once; not reading it to its end leaves the source, as leaving a loop over it would. */
  readonly whole: AsyncIterable<Uint8Array>;
}

/** Reads the first bytes of a stream. Rejects with the source's error. */
export async function takeHead(source: AsyncIterable<Uint8Array>, sizeBytes: number): Promise<Headed> {
  const iterator = source[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let takenBytes = 0;
  while (takenBytes < sizeBytes) {
    const next = await iterator.next();
    if (next.done === true) break;
    taken.push(next.value);
    takenBytes += next.value.length;
  }
  const start = Buffer.concat(taken);
  return { head: start.subarray(0, sizeBytes), whole: continued(start, iterator) };
}

async function* continued(start: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield start;
    yield* { [Symbol.asyncIterator]: () => iterator };
  } finally {
    await iterator.return?.();
  }
}
