import { useLayoutEffect, useMemo, useState } from 'react';
import { useControls } from '../../controls';
import { problemFrom, type Problem } from '../../problems';
import { askBatch, noDataSource, type Batch, type BatchAnswer } from './ask';
import type { Answered, Ask } from './answer';

interface Known extends BatchAnswer {
  /** What was asked; an answer to something else is not shown. */
  asks: readonly Ask[];
  dataSource: string | undefined;
  /** The question that this answers. */
  batch: Batch | undefined;
  /** Milliseconds: when the answers were got. */
  atMs: number;
  /** The answers are of an earlier time, as this question failed. */
  isKept?: boolean;
}

const keyOf = (asks: readonly Ask[]): string =>
  JSON.stringify(
    asks.map(({ query, kind, objective, maxPoints }) => [query.expr, query.legend, kind, objective, maxPoints]),
  );

/** The same list as long as it asks the same; callers may write it anew at every render. */
const useSameAsks = (asks: readonly Ask[]): readonly Ask[] => {
  const [kept, setKept] = useState({ asks, key: keyOf(asks) });
  if (kept.asks === asks) return asks;
  const key = keyOf(asks);
  if (key === kept.key) return kept.asks;
  setKept({ asks, key });
  return asks;
};

/** The newest question that was asked while the page could be seen. */
const useWhileVisible = <T>(value: T, isVisible: boolean): T | undefined => {
  const [held, setHeld] = useState(isVisible ? value : undefined);
  if (!isVisible || held === value) return held;
  setHeld(value);
  return value;
};

const allFailed = (asks: readonly Ask[], problem: Problem): BatchAnswer => ({
  answers: asks.map(() => []),
  problem,
  failed: asks.length,
});

/** What a question is about beside the moment of asking: a failed one leaves answers to the same in force. */
const subjectOf = ({ range: { raw }, jobs, instances }: Batch): string =>
  JSON.stringify([raw.from, raw.to, jobs, instances]);

/** What is known now that this question was answered, or failed. */
const knownAfter = (last: Known | undefined, batch: Batch, answer: BatchAnswer): Known => {
  const { asks, dataSource } = batch;
  const hasFailed = answer.failed > 0 && answer.failed >= asks.length;
  const isSame =
    last?.batch !== undefined &&
    last.asks === asks &&
    last.dataSource === dataSource &&
    subjectOf(last.batch) === subjectOf(batch);
  if (hasFailed && isSame && last.answers.some((series) => series.length > 0)) {
    return { ...last, batch, failed: 0, isKept: true, ...(answer.problem && { problem: answer.problem }) };
  }
  return { ...answer, asks, dataSource, batch, atMs: Date.now() };
};

const answeredOf = (
  asks: readonly Ask[],
  known: (BatchAnswer & Partial<Pick<Known, 'atMs' | 'isKept'>>) | undefined,
  refreshing: boolean,
): Answered => {
  if (known === undefined) return { state: 'loading', answers: asks.map(() => []), refreshing: false };
  const { answers, failed, problem } = known;
  if (known.isKept === true && known.atMs !== undefined && problem) {
    return { state: 'done', answers, problem, asOf: known.atMs, refreshing };
  }
  const state = failed > 0 && failed >= asks.length ? 'error' : 'done';
  return { state, answers, refreshing, ...(problem ? { problem } : {}) };
};

/**
 * Asks a batch, again with every refresh and every change of the controls.
 * @param chosen what `$job` and `$instance` stand for; nothing is asked while it is undefined
 */
export const useBatch = (
  asks: readonly Ask[],
  chosen: { jobs: readonly string[]; instances: readonly string[] } | undefined,
): Answered => {
  const { range, timeZone, dataSource, isVisible } = useControls();
  const [known, setKnown] = useState<Known>();
  const same = useSameAsks(asks);
  const question = useMemo<Batch | undefined>(
    () =>
      dataSource === undefined || chosen === undefined
        ? undefined
        : { asks: same, dataSource, range, timeZone, ...chosen },
    [same, dataSource, range, timeZone, chosen],
  );
  const batch = useWhileVisible(question, isVisible);
  // Before the paint, which would hold up the request.
  useLayoutEffect(() => {
    if (batch === undefined) return;
    if (batch.asks.length === 0) return;
    const keep = (answer: BatchAnswer): void => {
      setKnown((last) => knownAfter(last, batch, answer));
    };
    const subscription = askBatch(batch).subscribe({
      next: keep,
      error: (error: unknown) => {
        keep(allFailed(batch.asks, problemFrom(error, 'prometheus')));
      },
    });
    return () => {
      subscription.unsubscribe();
    };
  }, [batch]);
  return useMemo(() => {
    if (same.length === 0) return { state: 'done', answers: [], refreshing: false };
    if (dataSource === undefined) return answeredOf(same, allFailed(same, noDataSource()), false);
    const fitting = known?.asks === same && known.dataSource === dataSource ? known : undefined;
    return answeredOf(same, fitting, fitting !== undefined && fitting.batch !== batch);
  }, [same, dataSource, known, batch]);
};
