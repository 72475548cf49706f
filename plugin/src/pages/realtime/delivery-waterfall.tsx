import React from 'react';
import { css } from '@emotion/css';
import { formattedValueToString, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import { queries } from '@chatwatch/dashboards/browser';
import { realtime } from '../../generated/dashboards/realtime';
import { useQueries, type Ask } from '../../data/prometheus';
import { t } from '../../locales/text';
import { DataState } from '../../states';
import { StageRow } from './stage-row';
import { endOf, waterfallOf, type StageBar } from './waterfall';

const { p50, p95, p99 } = queries.stageQueries;

const ASKS: readonly Ask[] = [p50, p95, p99].map((query) => ({ query, kind: 'instant' }));

/** What is promised of the whole way. */
const limitSeconds = realtime.rows
  .flatMap(({ panels }) => panels)
  .find(({ limit }) => limit?.objective === 'message-delivery-time')?.limit?.value;

/** In pixels: what is loading takes the place of what comes. */
const HEIGHT = 290;

/** The way of a message to its readers, stage by stage, with time to scale. */
export const DeliveryWaterfall = () => {
  const styles = useStyles2(getStyles);
  const answered = useQueries(ASKS);
  return (
    <section className={styles.panel} aria-labelledby="waterfall-title">
      <h2 id="waterfall-title" className={styles.title}>
        {t('realtime.waterfall.title', 'The way of a message')}
      </h2>
      <Text color="secondary" variant="bodySmall">
        {t(
          'realtime.waterfall.how',
          'Each stage begins where half of the messages have passed those before it. Dark: half of the messages; lighter: 95 %; lightest: 99 %.',
        )}
      </Text>
      <DataState answered={answered} needs={p50.needs} height={HEIGHT}>
        {() => <Stages bars={waterfallOf(answered.answers)} />}
      </DataState>
    </section>
  );
};

const inSeconds = (seconds: number): string => formattedValueToString(getValueFormat('s')(seconds));

const Stages = ({ bars }: { bars: readonly StageBar[] }) => {
  const styles = useStyles2(getStyles);
  const endSeconds = endOf(bars, limitSeconds);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('realtime.waterfall.stage', 'Stage')}</th>
          <th scope="col" className={styles.scale}>
            <span className={styles.ends}>
              <span>{inSeconds(0)}</span>
              <span>{inSeconds(endSeconds)}</span>
            </span>
          </th>
          <th scope="col">{t('realtime.waterfall.half', '50 %')}</th>
          <th scope="col">{t('realtime.waterfall.most', '95 %')}</th>
          <th scope="col">{t('realtime.waterfall.nearly-all', '99 %')}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <StageRow key={bar.stage} bar={bar} endSeconds={endSeconds} limitSeconds={limitSeconds} />
        ))}
      </tbody>
    </table>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({
    padding: theme.spacing(1.5, 2, 1),
    border: `1px solid ${theme.components.panel.borderColor}`,
    borderRadius: theme.shape.radius.default,
    background: theme.components.panel.background,
  }),
  title: css({
    margin: 0,
    fontSize: theme.typography.h6.fontSize,
    lineHeight: theme.typography.h6.lineHeight,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  table: css({
    width: '100%',
    marginTop: theme.spacing(1),
    fontSize: theme.typography.bodySmall.fontSize,
    'th, td': { padding: theme.spacing(0.5, 1), verticalAlign: 'middle' },
    'th:nth-child(n+3), td:nth-child(n+3)': {
      width: theme.spacing(10),
      textAlign: 'right',
      whiteSpace: 'nowrap',
      fontVariantNumeric: 'tabular-nums',
    },
    'th:first-child, td:first-child': { paddingLeft: 0 },
    'th:last-child, td:last-child': { paddingRight: 0 },
    'thead th': { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
  scale: css({ width: '50%' }),
  ends: css({ display: 'flex', justifyContent: 'space-between' }),
});
