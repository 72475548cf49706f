import React, { useMemo } from 'react';
import { dateTime, type TimeRange } from '@grafana/data';
import { queries } from '@chatwatch/dashboards/browser';
import { useControls } from '../../../controls';
import { ControlsContext } from '../../../controls/controls';
import { useQueries, type Series } from '../../../data/prometheus';
import { useLinks } from '../../../links';
import { t } from '../../../locales/text';
import { formatWindow, windowSeconds } from '../../../objectives/format';
import type { Objective } from '../../../objectives/objective';
import { burnDown } from './burn-down';
import { Chart, type ChartLine } from './chart';

const { windowBadEvents } = queries.consoleQueries;

interface BurnDownProps {
  objective: Objective & { readonly window: string; readonly budgetLeft: number };
}

const linesOf = (badEvents: readonly Series[], budgetLeft: number, range: TimeRange): ChartLine[] => {
  const [from, to] = [range.from.valueOf(), range.to.valueOf()];
  return [
    { name: t('objectives.detail.left', 'left'), ...burnDown(badEvents, budgetLeft, { from, to }) },
    { name: t('objectives.detail.even-burn', 'even burn'), times: [from, to], values: [1, 0], isLimit: true },
  ];
};

const BurnDownOfWindow = ({ objective }: BurnDownProps) => {
  const { range } = useControls();
  const links = useLinks();
  const { id, window, budgetLeft } = objective;
  const answered = useQueries([{ query: windowBadEvents, kind: 'range', objective: id, maxPoints: 150 }]);
  const lines = useMemo(() => linesOf(answered.answers[0] ?? [], budgetLeft, range), [answered, budgetLeft, range]);
  return (
    <Chart
      title={t('objectives.detail.burn-down', 'Budget over the last {{window}}', { window: formatWindow(window) })}
      description={t(
        'objectives.detail.burn-down-shows',
        'What bad events left of the budget, from whole at the beginning of the window to now. Above the dashed line it lasts; a step is an incident, a slope wears it out.',
      )}
      lines={lines}
      answered={answered}
      unit="percentunit"
      range={range}
      explore={links.explore(windowBadEvents.expr.replaceAll('$objective', id).replaceAll('$job', '.+'))}
      empty={{
        title: t('objectives.detail.no-events', 'No events'),
        because: t('objectives.detail.no-events-because', 'Nothing was judged in the window of this objective.'),
      }}
    />
  );
};

/** How the budget went over the objective's own window, whatever the time range of the page. */
export const BurnDownChart = ({ objective }: BurnDownProps) => {
  const controls = useControls();
  const { range } = controls;
  const seconds = windowSeconds(objective.window);
  const ofWindow = useMemo(() => {
    const from = dateTime(range.to.valueOf() - seconds * 1000);
    return { ...controls, range: { from, to: range.to, raw: { from, to: range.to } } };
  }, [controls, range, seconds]);
  return (
    <ControlsContext.Provider value={ofWindow}>
      <BurnDownOfWindow objective={objective} />
    </ControlsContext.Provider>
  );
};
