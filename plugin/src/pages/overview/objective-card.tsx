import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2, TimeRange } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Series } from '../../data/prometheus';
import { HealthBadge, healthColour, type Health } from '../../health';
import { t } from '../../locales/text';
import { BudgetBar } from '../../objectives/budget-bar';
import { FavouriteButton } from '../../objectives/favourite-button';
import { formatBudget, formatCount, formatExhaustion, formatTimes, formatValue } from '../../objectives/format';
import type { Objective } from '../../objectives/objective';
import { Sparkline } from '../../objectives/sparkline';

interface ObjectiveCardProps {
  objective: Objective;
  href: string;
  /** Its value over the time range; absent while that is not known. */
  line: Series | undefined;
  range: TimeRange;
  isFavourite: boolean;
  onFavourite: (id: string) => void;
}

/** What stands in place of a value. */
function reasonForNoValue({ state, events }: Objective): string {
  switch (state) {
    case 'elsewhere':
      return t('overview.measured-elsewhere', 'Measured by builds and load runs.');
    case 'silent':
      return t('overview.not-measured', 'Nothing is measured.');
    default:
      return events === undefined
        ? t('overview.too-early', 'Too few events, or too little time.')
        : t('overview.too-few-events', 'Too few events: {{events}} so far.', { events: formatCount(events) });
  }
}

/** One promise at a glance. */
export const ObjectiveCard = React.memo(function ObjectiveCard(props: ObjectiveCardProps) {
  const { objective, href, line, range, isFavourite, onFavourite } = props;
  const { id, title, state, value, target, budgetLeft, burnRate } = objective;
  const styles = useStyles2(getStyles, state);
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <HealthBadge state={state} />
        <FavouriteButton id={id} title={title} isFavourite={isFavourite} onToggle={onFavourite} />
      </div>
      <h3 className={styles.title}>
        <a href={href} className={styles.link}>
          {title}
        </a>
      </h3>
      <div className={styles.numbers}>
        {value !== undefined && <span className={styles.value}>{formatValue(objective, value)}</span>}
        <span className={styles.target}>{t('overview.promised', 'promised {{target}}', { target })}</span>
      </div>
      {value === undefined && <p className={styles.note}>{reasonForNoValue(objective)}</p>}
      {line && (
        <Sparkline
          times={line.times}
          values={line.values}
          from={range.from.valueOf()}
          to={range.to.valueOf()}
          label={t('overview.sparkline', 'Its value over the time range')}
        />
      )}
      {budgetLeft !== undefined && (
        <div className={styles.budget}>
          <BudgetBar left={budgetLeft} state={state} />
          <dl className={styles.facts}>
            <div>
              <dt>{t('overview.budget', 'Budget left')}</dt>
              <dd>{formatBudget(budgetLeft)}</dd>
            </div>
            <div>
              <dt>{t('overview.burn', 'Burn, last hour')}</dt>
              <dd>{formatTimes(burnRate)}</dd>
            </div>
            <div>
              <dt>{t('overview.exhaustion', 'Used up in')}</dt>
              <dd>{formatExhaustion(objective)}</dd>
            </div>
          </dl>
        </div>
      )}
    </li>
  );
});

const getStyles = (theme: GrafanaTheme2, state: Health) => ({
  card: css({
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.75),
    minWidth: 0,
    padding: theme.spacing(1.5),
    borderRadius: theme.shape.radius.default,
    border: `1px solid ${theme.colors.border.weak}`,
    borderTop: `2px solid ${theme.visualization.getColorByName(healthColour(state))}`,
    backgroundColor: theme.colors.background.primary,
    '&:hover': { backgroundColor: theme.colors.emphasize(theme.colors.background.primary, 0.03) },
  }),
  head: css({ display: 'flex', alignItems: 'center', justifyContent: 'space-between' }),
  title: css({ ...theme.typography.h5, margin: 0, overflowWrap: 'anywhere' }),
  // The whole card leads there; what is to be pressed on it lies above.
  link: css({
    '&::after': { content: '""', position: 'absolute', inset: 0 },
    '&:focus-visible': { outline: 'none' },
    '&:focus-visible::after': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
  numbers: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: theme.spacing(1) }),
  value: css({ ...theme.typography.h3, margin: 0 }),
  target: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  note: css({ margin: 0, color: theme.colors.text.secondary }),
  budget: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.75), marginTop: 'auto' }),
  facts: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(3, auto)',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    margin: 0,
    dt: { fontWeight: 'normal', color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize },
    dd: { margin: 0 },
  }),
});
