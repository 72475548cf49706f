import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { queries } from '@chatwatch/dashboards/browser';
import { Icon, useStyles2 } from '@grafana/ui';
import { useQueries } from '../../../data/prometheus';
import { healthColour, type Health } from '../../../health';
import { t } from '../../../locales/text';
import { formatTimes } from '../../../objectives/format';
import type { Objective } from '../../../objectives/objective';
import { DataState } from '../../../states';
import { burnWindows, otherAlerts, type AlertState } from './burn-windows';

const { objectiveQueries: one, consoleQueries: more } = queries;

const LOOKS: Record<AlertState, { icon: IconName; health: Health }> = {
  firing: { icon: 'fire', health: 'broken' },
  pending: { icon: 'hourglass', health: 'burning' },
  quiet: { icon: 'check', health: 'kept' },
};

const wordOf = (state: AlertState): string => {
  switch (state) {
    case 'firing':
      return t('objectives.alert.firing', 'Firing');
    case 'pending':
      return t('objectives.alert.pending', 'Pending');
    case 'quiet':
      return t('objectives.alert.quiet', 'Quiet');
  }
};

const State = ({ state }: { state: AlertState }) => {
  const styles = useStyles2(getStyles, LOOKS[state].health);
  return (
    <span className={styles.state}>
      <Icon name={LOOKS[state].icon} size="sm" aria-hidden />
      {wordOf(state)}
    </span>
  );
};

/** The alerts of an objective: the windows that they compare, what these show now, and whether they fire. */
export const AlertTable = ({ objective }: { objective: Objective }) => {
  const styles = useStyles2(getStyles, 'kept');
  const { id } = objective;
  const answered = useQueries([
    { query: one.burnRate, kind: 'instant', objective: id },
    { query: more.objectiveAlerts, kind: 'instant', objective: id },
    { query: one.allowed, kind: 'instant', objective: id },
  ]);
  const [rates = [], alerts = [], allowed = []] = answered.answers;
  const windows = burnWindows(objective, { rates, alerts, allowed: allowed[0]?.values.at(-1) });
  const others = otherAlerts(alerts);
  return (
    <DataState
      answered={answered}
      isEmpty={windows.length === 0 && others.length === 0}
      empty={{
        title: t('objectives.alert.none', 'No alert is active'),
        because: t(
          'objectives.alert.none-because',
          'This objective has no budget to burn: its value alone is compared with the target.',
        ),
      }}
      height={120}
    >
      <div className={styles.frame} tabIndex={0} role="region" aria-label={t('objectives.alert.table', 'Alerts')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('objectives.alert.state', 'Alert')}</th>
              <th scope="col">{t('objectives.alert.severity', 'Severity')}</th>
              <th scope="col">{t('objectives.alert.windows', 'Long and short window')}</th>
              <th scope="col">{t('objectives.alert.threshold', 'Threshold')}</th>
              <th scope="col">{t('objectives.alert.long', 'Long')}</th>
              <th scope="col">{t('objectives.alert.short', 'Short')}</th>
            </tr>
          </thead>
          <tbody>
            {windows.map(({ long, short, threshold, severity, longRate, shortRate, state, isUnreachable }) => (
              <tr key={long}>
                <td>
                  {isUnreachable ? (
                    t('objectives.alert.unreachable', 'None: no burn is so fast')
                  ) : (
                    <State state={state} />
                  )}
                </td>
                <td>{severity}</td>
                <td>{t('objectives.alert.pair', '{{long}} and {{short}}', { long, short })}</td>
                <td>{formatTimes(threshold)}</td>
                <td>{formatTimes(longRate)}</td>
                <td>{formatTimes(shortRate)}</td>
              </tr>
            ))}
            {others.map(({ name, state, severity }) => (
              <tr key={name}>
                <td>
                  <State state={state} />
                </td>
                <td>{severity}</td>
                <td colSpan={4}>{name}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </DataState>
  );
};

const getStyles = (theme: GrafanaTheme2, health: Health) => ({
  frame: css({ overflowX: 'auto' }),
  table: css({
    width: '100%',
    minWidth: 560,
    borderCollapse: 'collapse',
    'th, td': { padding: theme.spacing(0.75, 1.5), textAlign: 'left' },
    th: { fontWeight: theme.typography.fontWeightMedium, backgroundColor: theme.colors.background.secondary },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
  state: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    svg: { color: theme.visualization.getColorByName(healthColour(health)) },
  }),
});
