import React, { type ReactNode } from 'react';
import type { Situation } from '@chatwatch/dashboards/browser';
import { useControls } from '../controls';
import type { Asked } from '../data/backend';
import type { Answered } from '../data/prometheus';
import { PanelShown } from '../vitals';
import { EmptyNote, emptinessOf, type Emptiness } from './empty-note';
import { ProblemNote } from './problem-note';
import { Skeleton } from './skeleton';

interface DataStateProps {
  /** What `useQueries` or `useBackend` knows. */
  answered: Answered | Asked<unknown>;
  /** Whether there is nothing to show; of queries by default when none has a line. */
  isEmpty?: boolean;
  /** Why it may be empty on a healthy system. */
  needs?: Situation | undefined;
  /** Other words for that. */
  empty?: Emptiness;
  /** Pixels of the content, so that nothing jumps. */
  height?: number;
  /** Stands in while the first answer is under way; a grey block of the height by default. */
  skeleton?: ReactNode;
  /** A function is called only when there is something to show. */
  children: ReactNode | (() => ReactNode);
}

const hasNothing = (answered: DataStateProps['answered']): boolean =>
  'answers' in answered && answered.answers.every((series) => series.length === 0);

/** Loading, then a problem with what to do, or an empty answer with its reason, or the content. */
export const DataState = ({ answered, isEmpty, needs, empty, height, skeleton, children }: DataStateProps) => {
  const { refreshNow } = useControls();
  if (answered.state === 'loading') return skeleton ?? <Skeleton height={height} />;
  const { problem, asOf } = answered;
  if (answered.state === 'error' && problem) return <ProblemNote problem={problem} onRetry={refreshNow} />;
  const note = problem && <ProblemNote problem={problem} onRetry={refreshNow} asOf={asOf} />;
  if (isEmpty ?? hasNothing(answered))
    return note ?? <EmptyNote emptiness={empty ?? emptinessOf(needs)} height={height} />;
  return (
    <>
      <PanelShown />
      {note}
      {typeof children === 'function' ? children() : children}
    </>
  );
};
