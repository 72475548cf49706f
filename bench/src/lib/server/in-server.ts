/**
 * Loaded into every server under test, ours and peers alike, with `--import`: answers the bench from inside the
 * process, so that memory and CPU are read the same way on every platform and garbage can be collected first.
 */
import { isMainThread } from 'node:worker_threads';

/** What the bench asks for. */
export type ServerQuestion = 'usage' | 'settled usage';

/** What the process has used. */
export interface Usage {
  /** CPU time of all threads since the start, user and system, microseconds. */
  readonly cpuMicroseconds: number;
  readonly rssBytes: number;
  /** Objects and buffers of JavaScript alone, as V8 counts them. */
  readonly heapBytes: number;
}

/** One collection leaves what its finalisers free, and memory goes back to the system some time later. */
const COLLECTIONS = 8;
const COLLECTION_PAUSE_MS = 250;

if (isMainThread) {
  process.on('message', (question: ServerQuestion) => {
    void answer(question);
  });
  // A bench that was killed leaves no server behind.
  process.on('disconnect', () => process.exit());
  process.channel?.unref();
}

async function answer(question: ServerQuestion): Promise<void> {
  if (question === 'settled usage') await settle();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({
    cpuMicroseconds: user + system,
    rssBytes: rss,
    heapBytes: heapUsed + external,
  } satisfies Usage);
}

async function settle(): Promise<void> {
  for (let collection = 0; collection < COLLECTIONS; collection++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, COLLECTION_PAUSE_MS));
  }
}
