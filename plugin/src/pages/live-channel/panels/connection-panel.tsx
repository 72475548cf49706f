import React from 'react';
import { css } from '@emotion/css';
import { getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { useStore } from 'zustand';
import { useControls } from '../../../controls';
import { t } from '../../../locales/text';
import { DEFAULT_EDGES } from '../delivery/buckets';
import type { LiveChannel } from '../live-channel';
import type { LiveMode } from '../connection/trouble';
import { ConnectionBadge } from './connection-badge';
import { Panel } from './panel';
import { useSummary } from './use-summary';

interface ConnectionPanelProps {
  live: LiveChannel;
  mode: LiveMode;
}

const whole = (count: number): string => getValueFormat('locale')(count, 0).text;

const offset = (offsetMs: number): string => {
  const { text, suffix = '' } = getValueFormat('ms')(offsetMs, Math.abs(offsetMs) < 10 ? 1 : 0);
  return `${text}${suffix}`;
};

/** How the connection stands, and what it went through. */
export const ConnectionPanel = ({ live, mode }: ConnectionPanelProps) => {
  const styles = useStyles2(getStyles);
  const { isVisible } = useControls();
  const view = useStore(live.store, ({ connection }) => connection);
  const { perSecond } = useSummary(live, DEFAULT_EDGES, isVisible);
  const held = live.store.getState().log.count;
  const { reconnects, gaps } = live.client.stats;
  const lines: readonly (readonly [string, string])[] = [
    [
      t('live-channel.connection.way', 'Way'),
      mode === 'proxy'
        ? t('live-channel.connection.proxy', 'through Grafana')
        : t('live-channel.connection.direct', 'direct, with a ticket'),
    ],
    [t('live-channel.connection.rate', 'Messages a second'), getValueFormat('short')(perSecond, 1).text],
    [t('live-channel.connection.held', 'Messages held'), whole(held)],
    [t('live-channel.connection.reconnects', 'Reconnects'), whole(reconnects)],
    [t('live-channel.connection.recovered', 'Entries recovered'), whole(view.recovered)],
    [t('live-channel.connection.gaps', 'Gaps closed'), whole(gaps)],
    [t('live-channel.connection.refetched', 'Times too much was missed'), whole(view.refetched)],
    [t('live-channel.connection.clock', 'Service’s clock ahead by'), offset(live.client.clockOffsetMs)],
  ];
  return (
    <Panel title={t('live-channel.connection.title', 'Connection')}>
      <ConnectionBadge view={view} />
      <dl className={styles.list}>
        {lines.map(([name, value]) => (
          <React.Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </React.Fragment>
        ))}
      </dl>
      <Text color="secondary" variant="bodySmall">
        <Trans i18nKey="live-channel.connection.receipts">
          This page only reads. It reports no delivery times, so watching does not change what the objective measures.
        </Trans>
      </Text>
    </Panel>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'grid',
    gridTemplateColumns: '1fr auto',
    gap: theme.spacing(0.25, 1),
    margin: theme.spacing(1, 0),
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0, textAlign: 'right' },
  }),
});
