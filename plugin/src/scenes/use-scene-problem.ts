import { useEffect, useState } from 'react';
import type { PanelData } from '@grafana/data';
import { problemFrom, type Problem } from '../problems';
import { keptSince } from './kept-answers';
import { runnerOf, type PageScene } from './page-scene';

/** What is wrong with a scene's questions. */
interface SceneProblem {
  readonly problem: Problem;
  /** Milliseconds: when the oldest answer that is still shown was got; undefined where none is older. */
  readonly asOf: number | undefined;
}

const errorOf = (data: PanelData | undefined): unknown =>
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- data sources of older Grafana still set only this one.
  data?.errors?.[0] ?? data?.error;

const problemIn = (datas: readonly (PanelData | undefined)[]): SceneProblem | undefined => {
  const error = datas.map(errorOf).find((one) => one !== undefined);
  if (error === undefined) return undefined;
  const times = datas.flatMap((data) => keptSince(data) ?? []);
  return { problem: problemFrom(error, 'prometheus'), asOf: times.length === 0 ? undefined : Math.min(...times) };
};

const isSame = (one: SceneProblem | undefined, other: SceneProblem | undefined): boolean =>
  one?.problem.title === other?.problem.title && one?.asOf === other?.asOf;

/** What is wrong where a panel of the scene could not ask; of several the first. */
export const useSceneProblem = (scene: PageScene): SceneProblem | undefined => {
  const [problem, setProblem] = useState<SceneProblem>();
  useEffect(() => {
    const look = (): void => {
      const found = problemIn(scene.panels.map(({ viz }) => runnerOf(viz)?.state.data));
      setProblem((known) => (isSame(known, found) ? known : found));
    };
    look();
    const subscriptions = scene.panels.map(({ viz }) => runnerOf(viz)?.subscribeToState(look));
    return () => {
      for (const subscription of subscriptions) subscription?.unsubscribe();
    };
  }, [scene]);
  return problem;
};
