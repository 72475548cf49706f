const TICK_MS = 5;

/**
 * Does something at a fixed rate, whatever becomes of it (open loop): what a slow moment held up is made up for.
 * @returns how to stop, which tells how often it was done
 */
export function atRate(perSecond: number, work: () => void): () => number {
  const startedAt = performance.now();
  let done = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedAt) * perSecond) / 1_000);
    for (; done < due; done++) work();
  }, TICK_MS);
  return () => {
    clearInterval(timer);
    return done;
  };
}
