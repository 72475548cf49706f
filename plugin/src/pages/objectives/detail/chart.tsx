import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import {
  dateTime,
  FieldType,
  LoadingState,
  toDataFrame,
  type DataFrame,
  type FieldConfigSource,
  type TimeRange,
} from '@grafana/data';
import { PanelRenderer } from '@grafana/runtime';
import { LinkButton, PanelChrome, useStyles2 } from '@grafana/ui';
import { useControls } from '../../../controls';
import type { Answered } from '../../../data/prometheus';
import { t } from '../../../locales/text';
import { DataState } from '../../../states';
import { useWidth } from './use-width';

/** A line of a chart; what is allowed is dashed. */
export interface ChartLine {
  readonly name: string;
  readonly times: readonly number[];
  readonly values: readonly number[];
  readonly isLimit?: boolean;
}

interface ChartProps {
  title: string;
  description: string;
  lines: readonly ChartLine[];
  answered: Answered;
  /** Grafana's id. */
  unit: string;
  range: TimeRange;
  /** Absent where the reader may not explore. */
  explore?: string | undefined;
  empty: { title: string; because: string };
}

const HEIGHT = 300;

const frameOf = ({ name, times, values, isLimit }: ChartLine): DataFrame =>
  toDataFrame({
    name,
    fields: [
      { name: 'Time', type: FieldType.time, values: [...times] },
      {
        name,
        type: FieldType.number,
        values: values.map((value) => (Number.isFinite(value) ? value : null)),
        config: {
          displayName: name,
          custom: isLimit === true ? { lineStyle: { fill: 'dash', dash: [8, 6] }, fillOpacity: 0 } : {},
        },
      },
    ],
  });

const OPTIONS = {
  legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
  tooltip: { mode: 'multi', sort: 'desc' },
};

const configOf = (unit: string): FieldConfigSource => ({
  defaults: {
    unit,
    color: { mode: 'palette-classic' },
    custom: { drawStyle: 'line', lineWidth: 1, fillOpacity: 6, showPoints: 'never', spanNulls: false },
  },
  overrides: [],
});

/** Lines over time, drawn by Grafana's own panel from answers that the page has; no second machine for queries. */
export const Chart = ({ title, description, lines, answered, unit, range, explore, empty }: ChartProps) => {
  const styles = useStyles2(getStyles);
  const { change, timeZone } = useControls();
  const [ref, width] = useWidth();
  const data = useMemo(
    () => ({ state: LoadingState.Done, series: lines.map(frameOf), timeRange: range }),
    [lines, range],
  );
  const config = useMemo(() => configOf(unit), [unit]);
  return (
    <div ref={ref} className={styles.frame}>
      {width > 0 && (
        <PanelChrome
          title={title}
          description={description}
          width={width}
          height={HEIGHT}
          loadingState={answered.refreshing ? LoadingState.Loading : LoadingState.Done}
          actions={
            explore !== undefined && (
              <LinkButton href={explore} size="sm" variant="secondary" fill="text" icon="compass">
                {t('objectives.explore', 'Explore')}
              </LinkButton>
            )
          }
        >
          {(innerWidth, innerHeight) => (
            <DataState answered={answered} isEmpty={lines.every(({ times }) => times.length === 0)} empty={empty}>
              <PanelRenderer
                pluginId="timeseries"
                title={title}
                width={innerWidth}
                height={innerHeight}
                data={data}
                options={OPTIONS}
                fieldConfig={config}
                timeZone={timeZone}
                onChangeTimeRange={({ from, to }) => {
                  change({ rawRange: { from: dateTime(from), to: dateTime(to) } });
                }}
              />
            </DataState>
          )}
        </PanelChrome>
      )}
    </div>
  );
};

const getStyles = () => ({ frame: css({ minWidth: 0, minHeight: HEIGHT }) });
