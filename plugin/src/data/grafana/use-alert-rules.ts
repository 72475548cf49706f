import { useEffect, useState } from 'react';
import { useControls } from '../../controls';
import { problemFrom, type Problem } from '../../problems';
import { fetchAlertRules, type FoundRules } from './fetch-alert-rules';

/** What is known of the rules; while a newer answer is under way, or failed, what was known before stays. */
export interface KnownRules {
  readonly found: FoundRules | undefined;
  readonly problem: Problem | undefined;
}

const NOTHING: KnownRules = { found: undefined, problem: undefined };

/** The rules that watch the service, anew with every refresh; a hidden page asks nothing. */
export const useAlertRules = (): KnownRules => {
  const { dataSource, generation, isVisible } = useControls();
  const [known, setKnown] = useState(NOTHING);
  useEffect(() => {
    if (!isVisible) return;
    const given = new AbortController();
    const { signal } = given;
    fetchAlertRules(dataSource, signal).then(
      (found) => {
        if (!signal.aborted) setKnown({ found, problem: undefined });
      },
      (error: unknown) => {
        if (!signal.aborted) setKnown(({ found }) => ({ found, problem: problemFrom(error, 'grafana') }));
      },
    );
    return () => {
      given.abort();
    };
  }, [dataSource, generation, isVisible]);
  return known;
};
