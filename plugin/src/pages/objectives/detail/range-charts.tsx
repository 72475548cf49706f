import React, { useMemo } from 'react';
import { queries, type Query } from '@chatwatch/dashboards/browser';
import { useControls } from '../../../controls';
import { useQueries, type Answered, type Ask } from '../../../data/prometheus';
import { useLinks } from '../../../links';
import { t } from '../../../locales/text';
import type { Objective } from '../../../objectives/objective';
import { Chart, type ChartLine } from './chart';

const { objectiveQueries: one } = queries;

interface UnitQueries {
  readonly value: Query;
  readonly target: Query;
}

const byUnit: Readonly<Record<string, UnitQueries>> = {
  ratio: { value: one.share, target: one.targetShare },
  seconds: { value: one.seconds, target: one.targetSeconds },
  bytes: { value: one.bytes, target: one.targetBytes },
};

const linesOf = (answered: Answered, asks: readonly Ask[]): ChartLine[] =>
  answered.answers.flatMap((series, index) =>
    series.map(({ legend, times, values }) => ({
      name: legend,
      times,
      values,
      isLimit: asks[index]?.query.isLimit === true,
    })),
  );

interface RangeChartProps {
  objective: Objective;
  title: string;
  description: string;
  shown: readonly Query[];
}

const RangeChart = ({ objective: { id }, title, description, shown }: RangeChartProps) => {
  const { range } = useControls();
  const links = useLinks();
  const asks = useMemo(() => shown.map((query): Ask => ({ query, kind: 'range', objective: id })), [shown, id]);
  const answered = useQueries(asks);
  const lines = useMemo(() => linesOf(answered, asks), [answered, asks]);
  const [first] = shown;
  const expr = first?.expr.replaceAll('$objective', id).replaceAll('$job', '.+');
  return (
    <Chart
      title={title}
      description={description}
      lines={lines}
      answered={answered}
      unit={first?.unit ?? 'short'}
      range={range}
      explore={expr === undefined ? undefined : links.explore(expr)}
      empty={{
        title: t('objectives.detail.nothing', 'Not enough data'),
        because: t('objectives.detail.nothing-because', 'There were too few events in this time range.'),
      }}
    />
  );
};

const BURN = [one.burnRate];

/** How fast the budget burned in the time range, over each window. */
export const BurnRateChart = ({ objective }: { objective: Objective }) => (
  <RangeChart
    objective={objective}
    title={t('objectives.detail.burn-rate', 'Burn rate')}
    description={t(
      'objectives.detail.burn-rate-shows',
      'How many times faster than allowed the budget is used up, over several windows; 1 uses it up exactly. A short and a long window over the threshold at once are an alert.',
    )}
    shown={BURN}
  />
);

/** The measured value and its target in the time range. */
export const ValueChart = ({ objective }: { objective: Objective }) => {
  const shown = useMemo(() => {
    const ofUnit = byUnit[objective.unit];
    return ofUnit === undefined ? [] : [ofUnit.value, ofUnit.target];
  }, [objective.unit]);
  if (shown.length === 0) return null;
  return (
    <RangeChart
      objective={objective}
      title={t('objectives.detail.value', 'Value against target')}
      description={t(
        'objectives.detail.value-shows',
        'The measured value over the objective’s own window, and its target, dashed.',
      )}
      shown={shown}
    />
  );
};
