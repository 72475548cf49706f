import { useEffect, useMemo, useState } from 'react';
import { useControls } from '../../controls';
import { problemFrom, problemOf, type Problem } from '../../problems';
import { useSettings } from '../../settings';

/** What is known of a question to the chat service. */
export interface Asked<T> {
  state: 'loading' | 'done' | 'error';
  /** The last answer; kept while a newer one is under way, or could not be had. */
  value?: T;
  problem?: Problem;
  /** Milliseconds: when the answer was got, where asking again failed since. */
  asOf?: number;
  /** A newer answer is under way. */
  refreshing: boolean;
}

interface Known<T> {
  key: string;
  generation: number;
  /** What was answered last, and when, in milliseconds. */
  answer?: { readonly value: T; readonly atMs: number };
  problem?: Problem;
}

/**
 * Asks the chat service, again with every refresh, but not while the page is hidden; cancelled when the page is left.
 * @param ask one of `backend`, or a function that calls it and passes the signal on
 * @param key says what is asked where the function alone does not, such as a channel's id; a new key asks anew
 */
export const useBackend = <T>(ask: (signal: AbortSignal) => Promise<T>, key = ''): Asked<T> => {
  const { generation, isVisible } = useControls();
  const { apiUrl } = useSettings();
  const isConfigured = apiUrl !== undefined && apiUrl !== '';
  const [known, setKnown] = useState<Known<T>>();
  const [seen, setSeen] = useState(isVisible ? generation : -1);
  if (isVisible && seen !== generation) setSeen(generation);
  useEffect(() => {
    if (!isConfigured || seen < 0) return;
    const controller = new AbortController();
    const keep = (outcome: (last: Known<T> | undefined) => Pick<Known<T>, 'answer' | 'problem'>): void => {
      if (controller.signal.aborted) return;
      setKnown((last) => ({ key, generation: seen, ...outcome(last?.key === key ? last : undefined) }));
    };
    ask(controller.signal).then(
      (value) => {
        keep(() => ({ answer: { value, atMs: Date.now() } }));
      },
      (error: unknown) => {
        const problem = problemFrom(error, 'backend');
        keep((last) => ({ problem, ...(last?.answer && { answer: last.answer }) }));
      },
    );
    return () => {
      controller.abort();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the function, which callers may write anew at every render
  }, [isConfigured, key, seen]);
  return useMemo(() => {
    if (!isConfigured) return { state: 'error', problem: problemOf('not_configured', 'grafana'), refreshing: false };
    if (known?.key !== key) return { state: 'loading', refreshing: false };
    const refreshing = known.generation !== seen;
    const { answer, problem } = known;
    if (answer === undefined) return { state: 'error', refreshing, ...(problem && { problem }) };
    const { value, atMs } = answer;
    return { state: 'done', value, refreshing, ...(problem && { problem, asOf: atMs }) };
  }, [isConfigured, key, known, seen]);
};
