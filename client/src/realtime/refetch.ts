import { ChatError } from '../errors.js';
import type { HistoryPage } from '../protocol/resources.js';
import { pause } from '../rest/deadline.js';
import type { HistorySource } from '../rest/rest-client.js';
import { fullJitterMs, type Backoff } from '../timing/backoff.js';
import type { Clock } from '../timing/clock.js';

export interface RefetchContext {
  readonly clock: Clock;
  readonly random: () => number;
  readonly backoff: Backoff;
  /** Told of every failure that is tried again. */
  readonly report: (error: unknown) => void;
}

/** The newest page of a channel's history, tried until it comes, is refused for good (`ChatError`) or aborted. */
export async function refetch(
  channelId: string,
  history: HistorySource,
  signal: AbortSignal,
  { clock, random, backoff, report }: RefetchContext,
): Promise<HistoryPage> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await history.history(channelId, {}, { signal });
    } catch (error) {
      if (signal.aborted || (error instanceof ChatError && !error.isRetryable)) throw error;
      report(error);
    }
    await pause(clock, fullJitterMs(attempt, backoff, random), signal);
  }
}
