/** With fewer, a channel is no company. */
const LEAST_PEOPLE = 5;

/**
 * How many people each channel has: as in the trace, with only as many of its channels as leave none almost empty.
 * The sizes add up to `people`.
 */
export function channelSizes(people: number, shares: readonly number[]): number[] {
  const count = Math.max(1, Math.min(shares.length, Math.floor(people / LEAST_PEOPLE)));
  const used = shares.slice(0, count);
  const total = used.reduce((sum, share) => sum + share, 0);
  let cumulated = 0;
  let placed = 0;
  return used.map((share) => {
    cumulated += share;
    const size = Math.round((people * cumulated) / total) - placed;
    placed += size;
    return size;
  });
}

/** The channel of a person: those of the first channel come first. */
export function channelOf(person: number, sizes: readonly number[]): number {
  let end = 0;
  return Math.max(
    0,
    sizes.findIndex((size) => {
      end += size;
      return person < end;
    }),
  );
}
