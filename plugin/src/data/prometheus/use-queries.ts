import { useMemo } from 'react';
import { problemOf } from '../../problems';
import type { Answered, Ask } from './answer';
import { useChosen, useServicePresence } from './services';
import { useBatch } from './use-batch';

/**
 * Asks the chosen Prometheus, about the chosen time and part of the service, in one request. Asked again with every
 * refresh, but not while the page is hidden; cancelled when the page is left. A Prometheus that knows nothing of the
 * service is an error with words, not an empty answer.
 * @param asks may be written anew at every render
 */
export const useQueries = (asks: readonly Ask[]): Answered => {
  const { state, problem } = useServicePresence();
  const answered = useBatch(asks, useChosen());
  return useMemo(() => {
    if (state === 'error' && problem && answered.state === 'loading') return { ...answered, state, problem };
    const isEmpty = answered.state === 'done' && answered.answers.every((series) => series.length === 0);
    if (state === 'none' && isEmpty && asks.length > 0 && !answered.problem) {
      return { ...answered, state: 'error', problem: problemOf('no_metrics', 'prometheus') };
    }
    return answered;
  }, [state, problem, answered, asks.length]);
};
