import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../../locales/text';
import { BudgetBar } from '../../../objectives/budget-bar';
import { formatBudget, formatCount, formatExhaustion, formatTimes, formatValue } from '../../../objectives/format';
import type { Objective } from '../../../objectives/objective';

/** The numbers of an objective, large. */
export const Tiles = ({ objective }: { objective: Objective }) => {
  const styles = useStyles2(getStyles);
  const { state, value, target, budgetLeft, burnRate, events, badEvents } = objective;
  return (
    <dl className={styles.tiles}>
      <div className={styles.tile}>
        <dt>{t('objectives.detail.value-tile', 'Value')}</dt>
        <dd>{formatValue(objective, value)}</dd>
        <small>{t('objectives.detail.promised', 'promised {{target}}', { target })}</small>
      </div>
      {budgetLeft !== undefined && (
        <div className={styles.tile}>
          <dt>{t('objectives.budget-left', 'Budget left')}</dt>
          <dd>{formatBudget(budgetLeft)}</dd>
          <BudgetBar left={budgetLeft} state={state} />
        </div>
      )}
      {budgetLeft !== undefined && (
        <div className={styles.tile}>
          <dt>{t('objectives.detail.exhaustion', 'Used up in')}</dt>
          <dd>{formatExhaustion(objective)}</dd>
          <small>
            {t('objectives.detail.pace', 'at the pace of the last hour, {{rate}}', { rate: formatTimes(burnRate) })}
          </small>
        </div>
      )}
      <div className={styles.tile}>
        <dt>{t('objectives.detail.events', 'Events so far')}</dt>
        <dd>{formatCount(events)}</dd>
        {badEvents !== undefined && (
          <small>{t('objectives.detail.bad', '{{bad}} broke the promise', { bad: formatCount(badEvents) })}</small>
        )}
      </div>
    </dl>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  tiles: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))',
    gap: theme.spacing(1.5),
    margin: 0,
  }),
  tile: css({
    padding: theme.spacing(1.5),
    borderRadius: theme.shape.radius.default,
    border: `1px solid ${theme.colors.border.weak}`,
    backgroundColor: theme.colors.background.primary,
    dt: { fontWeight: 'normal', color: theme.colors.text.secondary },
    dd: { ...theme.typography.h2, margin: 0, overflowWrap: 'anywhere' },
    small: { color: theme.colors.text.secondary },
  }),
});
