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
}

/** One collection leaves what its finalisers free, and memory goes back to the system some time later. */
const COLLECTIONS = 4;
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
  process.send?.({ cpuMicroseconds: user + system, rssBytes: process.memoryUsage.rss() } satisfies Usage);
}

async function settle(): Promise<void> {
  for (let collection = 0; collection < COLLECTIONS; collection++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, COLLECTION_PAUSE_MS));
  }
}
