import React, { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { Stack } from '@grafana/ui';
import type { DrawnDashboard } from '@chatwatch/dashboards/browser';
import { useLocation } from 'react-router-dom';
import { ConsolePage } from '../app/page';
import { useControls } from '../controls';
import { useChosen, useServicePresence } from '../data/prometheus';
import { useLinks } from '../links';
import { problemOf } from '../problems';
import { useProblem } from '../states';
import { ObjectiveLinks, objectivesOf } from './objective-links';
import { PageScene } from './page-scene';
import { useSceneProblem } from './use-scene-problem';
import { VerdictLine } from './verdict-line';

interface ScenePageProps {
  dashboard: DrawnDashboard;
  /** What the page has beside its dashboard; stands below its first row. */
  children?: ReactNode;
}

/** Has the scene show what the bar of controls says. */
const useControlled = (scene: PageScene): void => {
  const { range, timeZone, dataSource, isVisible } = useControls();
  const chosen = useChosen();
  const links = useLinks();
  const shown = useRef<unknown>(undefined);
  useEffect(() => {
    scene.setState({ links });
  }, [scene, links]);
  useEffect(() => {
    if (!isVisible || dataSource === undefined || chosen === undefined) return;
    scene.choose({ dataSource, ...chosen });
    if (shown.current !== range) scene.show(range, timeZone);
    shown.current = range;
  }, [scene, isVisible, dataSource, chosen, range, timeZone]);
};

/** The panel that the address leads to. */
const useMarkedPanel = (scene: PageScene): void => {
  const panel = new URLSearchParams(useLocation().search).get('panel');
  useEffect(() => {
    scene.mark(panel === null ? undefined : Number(panel));
  }, [scene, panel]);
};

/** Has the page's banner tell what is wrong with the questions of the panels. */
const SceneProblemReport = ({ scene }: { scene: PageScene }) => {
  const { dataSource, refreshNow } = useControls();
  const { state, problem: ofPresence } = useServicePresence();
  const ofPanels = useSceneProblem(scene);
  const problem = useMemo(() => {
    if (dataSource === undefined) return problemOf('no_data_source', 'grafana');
    if (state === 'none') return problemOf('no_metrics', 'prometheus');
    return ofPresence ?? ofPanels?.problem;
  }, [dataSource, state, ofPresence, ofPanels]);
  useProblem(problem, { onRetry: refreshNow, asOf: ofPanels?.asOf });
  return null;
};

/** A page of the console that draws a dashboard: what is fine and what is not, the promises, then panel by panel. */
export const ScenePage = ({ dashboard, children }: ScenePageProps) => {
  const { change, dataSource } = useControls();
  const scene = useMemo(
    () =>
      new PageScene(dashboard, {
        onZoom: (rawRange) => {
          change({ rawRange });
        },
        afterFirstRow: children,
      }),
    // What stands below the first row is part of the page, and never another.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [dashboard, change],
  );
  useControlled(scene);
  useMarkedPanel(scene);
  const objectives = useMemo(() => objectivesOf(dashboard), [dashboard]);
  return (
    <ConsolePage subTitle={dashboard.description}>
      <Stack direction="column" gap={1}>
        <SceneProblemReport scene={scene} />
        <VerdictLine scene={scene} />
        <ObjectiveLinks objectives={objectives} />
        {dataSource === undefined ? null : <scene.Component model={scene} />}
      </Stack>
    </ConsolePage>
  );
};
