import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { healthColour, type Health } from '../health';
import { t } from '../locales/text';
import { formatBudget } from './format';

interface BudgetBarProps {
  /** Share of the budget, 1 to 0 and below. */
  left: number;
  state: Health;
}

/** How much of an error budget is left. */
export const BudgetBar = ({ left, state }: BudgetBarProps) => {
  const styles = useStyles2(getStyles, state);
  const shown = Math.min(1, Math.max(0, left));
  return (
    <div
      className={styles.track}
      role="meter"
      aria-label={t('objectives.budget-left', 'Budget left')}
      aria-valuemin={0}
      aria-valuemax={1}
      aria-valuenow={shown}
      aria-valuetext={formatBudget(left)}
    >
      <div className={styles.bar} style={{ width: `${shown * 100}%` }} />
    </div>
  );
};

const getStyles = (theme: GrafanaTheme2, state: Health) => ({
  track: css({
    height: theme.spacing(0.75),
    borderRadius: theme.shape.radius.pill,
    backgroundColor: theme.colors.action.selected,
    overflow: 'hidden',
  }),
  bar: css({
    height: '100%',
    borderRadius: theme.shape.radius.pill,
    backgroundColor: theme.visualization.getColorByName(healthColour(state)),
  }),
});
