/** How real people chat, as `generated/traffic.json` keeps it. Quantiles are equidistant, from the least to the most. */
export interface Traffic {
  /** Where the figures come from. */
  readonly source: string;
  /** Seconds between two messages of one person who is there. */
  readonly gapSeconds: readonly number[];
  /** Length of a message in UTF-8. */
  readonly contentBytes: readonly number[];
  /** Shares of all people that the channels have, the largest first. */
  readonly channelShares: readonly number[];
}

/** The value at `place` (0 to 1) of a distribution, straight between its quantiles. */
export function draw(quantiles: readonly number[], place: number): number {
  const position = place * (quantiles.length - 1);
  const below = quantiles[Math.floor(position)] ?? 0;
  const above = quantiles[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}
