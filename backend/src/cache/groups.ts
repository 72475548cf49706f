/**
 * What is kept, by kind: a closed set, as metrics are labelled with it. Each has its share of the memory. Where other
 * nodes drop values, all of them are in doubt once it was not heard what others dropped.
 */
export const cacheGroups = {
  /** Pages of history, rendered; what the log says brings them up to date. */
  history: { share: 0.7, isDroppedByNodes: false },
  /** Names and pictures of authors. */
  authors: { share: 0.125, isDroppedByNodes: true },
  /** Channels with those who may see them. */
  membership: { share: 0.125, isDroppedByNodes: true },
  /** Whom searches found. */
  search: { share: 0.05, isDroppedByNodes: true },
} as const;

export type CacheGroup = keyof typeof cacheGroups;
