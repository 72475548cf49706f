/** What became of the messages of a channel, or of all. */
export interface LedgerTotals {
  readonly sent: number;
  readonly acknowledged: number;
  /** Refused, or not answered in time. */
  readonly failed: number;
  /** Sent and not answered yet; when the ledger is closed, never answered. */
  readonly unacknowledged: number;
  /** Copies that reached a listener, each counted once. */
  readonly delivered: number;
  /** Copies that are known to exist and have not come yet; none when the ledger is closed. */
  readonly inFlight: number;
  /** Copies that a listener did not get: passed over by a later one or, when the ledger is closed, never come. */
  readonly lost: number;
  /** Copies that came again. */
  readonly doubled: number;
  /** Copies that came after a later one, and acknowledgements whose numbers are not in the order of sending. */
  readonly outOfOrder: number;
  /** Copies with another text than was sent under their number. */
  readonly wrongContent: number;
  /** Messages that nobody here sent; known when the ledger is closed. No fault: other people may use the service too. */
  readonly fromOthers: number;
}

export const NO_TOTALS: LedgerTotals = {
  sent: 0,
  acknowledged: 0,
  failed: 0,
  unacknowledged: 0,
  delivered: 0,
  inFlight: 0,
  lost: 0,
  doubled: 0,
  outOfOrder: 0,
  wrongContent: 0,
  fromOthers: 0,
};

/** Adds up channels. */
export function sumOf(all: readonly LedgerTotals[]): LedgerTotals {
  const sum = { ...NO_TOTALS };
  for (const totals of all) {
    for (const name of Object.keys(sum) as (keyof LedgerTotals)[]) sum[name] += totals[name]; // the keys of NO_TOTALS
  }
  return sum;
}

/**
 * With the faults on the wire that the clients made good before anybody saw them, as the service promises that there are
 * none: an entry that came again is doubled, a hole in the numbers is out of order.
 */
export function withRepaired(totals: LedgerTotals, repaired: { repeatedEntries: number; holes: number }): LedgerTotals {
  return {
    ...totals,
    doubled: totals.doubled + repaired.repeatedEntries,
    outOfOrder: totals.outOfOrder + repaired.holes,
  };
}

/** How many broken promises there are in it. What still waits is none, so after the end ask a closed ledger. */
export function faultCount(totals: LedgerTotals): number {
  return totals.failed + totals.lost + totals.doubled + totals.outOfOrder + totals.wrongContent;
}
