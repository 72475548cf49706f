import React from 'react';
import { css } from '@emotion/css';
import { formattedValueToString, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useControls } from '../../controls';
import { backend, useBackend } from '../../data/backend';
import { t } from '../../locales/text';
import { QuietNote, Skeleton, useProblem } from '../../states';

type Figure = readonly [name: string, unit: string, value: number];

const HEIGHT = 48;

const formatted = (unit: string, value: number): string =>
  formattedValueToString(getValueFormat(unit)(value, unit === 'percentunit' ? 0 : undefined));

/** What the service says of itself at this moment; without it the page goes on. */
export const RightNow = () => {
  const styles = useStyles2(getStyles);
  const { refreshNow } = useControls();
  const { state, value, problem, asOf } = useBackend(backend.realTime);
  useProblem(problem, { onRetry: refreshNow, asOf });
  if (state === 'loading') return <Skeleton height={HEIGHT} />;
  if (value === undefined) {
    return (
      <div className={styles.problem} role="status">
        <QuietNote title={t('overview.no-real-time', 'The service itself tells nothing now.')} />
      </div>
    );
  }
  const figures: Figure[] = [
    [t('overview.connections', 'Connections'), 'short', value.activeConnections],
    [t('overview.messages', 'Messages'), 'mps', value.throughput],
    [t('overview.deliveries', 'Deliveries'), 'cps', value.deliveriesPerSecond],
    [t('overview.requests', 'Requests'), 'reqps', value.requestsPerSecond],
    [t('overview.cpu', 'CPU'), 'percentunit', value.cpu],
    [t('overview.event-loop', 'Event loop busy'), 'percentunit', value.eventLoopUtilization],
    [t('overview.memory', 'Memory'), 'bytes', value.memory],
  ];
  return (
    <div>
      {problem && <QuietNote title={problem.title} asOf={asOf} />}
      <dl className={styles.figures} aria-label={t('overview.right-now', 'Right now')}>
        {figures.map(([name, unit, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatted(unit, figure)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  figures: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 4),
    minHeight: HEIGHT,
    margin: 0,
    padding: theme.spacing(0, 2),
    dt: { fontWeight: 'normal', color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize },
    dd: { ...theme.typography.h5, margin: 0, fontVariantNumeric: 'tabular-nums' },
  }),
  problem: css({
    display: 'flex',
    alignItems: 'center',
    minHeight: HEIGHT,
  }),
});
