import { ChatApiError, ClientErrorCode } from '../errors.js';
import type { Clock } from '../timing/clock.js';

export interface CallOptions {
  /** Ends the call; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Longest the call may take with its repetitions, milliseconds. */
  readonly timeoutMs?: number;
}

/**
 * Runs with a signal that aborts when the caller's does or the time is over, and rejects with that reason at once, even
 * when `run` does not listen to its signal.
 */
export async function withDeadline<Result>(
  clock: Clock,
  timeoutMs: number,
  outer: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  outer?.throwIfAborted();
  const controller = new AbortController();
  const { signal } = controller;
  const onOuterAbort = () => {
    controller.abort(outer?.reason);
  };
  const cancelTimer = clock.after(timeoutMs, () => {
    controller.abort(timeoutError(timeoutMs));
  });
  outer?.addEventListener('abort', onOuterAbort, { once: true });
  try {
    return await Promise.race([run(signal), rejectionOf(signal)]);
  } finally {
    cancelTimer();
    outer?.removeEventListener('abort', onOuterAbort);
  }
}

/** Waits; rejects with the signal's reason when that aborts first. */
export function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      cancel();
      reject(reasonOf(signal));
    };
    const cancel = clock.after(delayMs, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** What an aborted signal gives as its reason, as an error. */
export function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason });
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        reject(reasonOf(signal));
      },
      { once: true },
    );
  });
}

function timeoutError(timeoutMs: number): ChatApiError {
  return new ChatApiError({
    status: 0,
    code: ClientErrorCode.Timeout,
    detail: `no answer within ${timeoutMs} ms`,
    requestId: '',
    errors: [],
    isRetryable: true,
  });
}
