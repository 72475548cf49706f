import { useCallback, useEffect, useRef, useState } from 'react';
import { problemFrom } from '../../../problems';
import type { ConnectionTest, Tested } from './tests';
import { failed, type Verdict } from './verdict';

/** How a test stands. */
export type TestState =
  { readonly state: 'running' } | { readonly state: 'done'; readonly verdict: Verdict; readonly tookMs: number };

/** Tests by their ids, as they stand, and how to run some. */
export interface RunTests {
  readonly states: Readonly<Record<string, TestState>>;
  readonly run: (tests: readonly ConnectionTest[]) => void;
}

const verdictOf = async (test: ConnectionTest, tested: Tested, signal: AbortSignal): Promise<Verdict> => {
  try {
    return await test.run(tested, signal);
  } catch (error) {
    const { title, whatToDo } = problemFrom(error, 'grafana');
    return failed(title, whatToDo);
  }
};

/** Runs tests of connections, each by itself; what is under way is given up when the page is left. */
export const useTests = (tested: Tested): RunTests => {
  const [states, setStates] = useState<RunTests['states']>({});
  const leaving = useRef<AbortController>(undefined);
  useEffect(() => {
    const given = new AbortController();
    leaving.current = given;
    return () => {
      given.abort();
    };
  }, []);
  const run = useCallback(
    (tests: readonly ConnectionTest[]) => {
      const signal = leaving.current?.signal ?? AbortSignal.abort();
      const set = (id: string, state: TestState): void => {
        if (!signal.aborted) setStates((before) => ({ ...before, [id]: state }));
      };
      for (const test of tests) {
        set(test.id, { state: 'running' });
        const startedAt = performance.now();
        void verdictOf(test, tested, signal).then((verdict) => {
          set(test.id, { state: 'done', verdict, tookMs: performance.now() - startedAt });
        });
      }
    },
    [tested],
  );
  return { states, run };
};
