import { setTimeout as pause } from 'node:timers/promises';
import type { Ledger } from './ledger/ledger.js';

const CHECK_EVERY_MS = 20;

/** Waits until everything that was sent is answered and heard; resolves also when the signal aborts before that. */
export async function settle(ledger: Pick<Ledger, 'isSettled'>, signal: AbortSignal): Promise<void> {
  while (!ledger.isSettled && !signal.aborted) {
    await pause(CHECK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
