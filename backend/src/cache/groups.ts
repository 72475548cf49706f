/** What is kept, by kind: a closed set, as metrics are labelled with it. Each has its share of the memory. */
export const cacheGroups = {
  /** Pages of history, rendered. */
  history: { share: 0.7 },
  /** Names and pictures of authors. */
  authors: { share: 0.125 },
  /** Channels with those who may see them. */
  membership: { share: 0.125 },
  /** Whom searches found. */
  search: { share: 0.05 },
} as const;

export type CacheGroup = keyof typeof cacheGroups;
