import { useEffect, useState } from 'react';
import type { Problem } from '../problems';
import { panelSituation } from './panel-situation';
import { runnerOf, type PageScene } from './page-scene';

/** What is wrong where a panel of the scene could not ask; of several the first. */
export const useSceneProblem = (scene: PageScene): Problem | undefined => {
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    const look = (): void => {
      const problems = scene.panels.flatMap(({ panel, viz }) => {
        const situation = panelSituation(panel, runnerOf(viz)?.state.data);
        return situation.kind === 'failed' ? [situation.problem] : [];
      });
      setProblem((known) => (known !== undefined && known.kind === problems[0]?.kind ? known : problems[0]));
    };
    look();
    const subscriptions = scene.panels.map(({ viz }) => runnerOf(viz)?.subscribeToState(look));
    return () => {
      for (const subscription of subscriptions) subscription?.unsubscribe();
    };
  }, [scene]);
  return problem;
};
