import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { HealthBadge } from '../../health';
import { TextAnchor, useLinks } from '../../links';
import { t } from '../../locales/text';
import { BudgetBar } from '../../objectives/budget-bar';
import { FavouriteButton } from '../../objectives/favourite-button';
import {
  formatBudget,
  formatCount,
  formatExhaustion,
  formatTimes,
  formatValue,
  UNKNOWN,
} from '../../objectives/format';
import type { Objective } from '../../objectives/objective';

interface ObjectiveRowProps {
  objective: Objective;
  isFavourite: boolean;
  onFavourite: (id: string) => void;
}

const eventsText = ({ events, badEvents }: Objective): string => {
  if (events === undefined || badEvents === undefined) return formatCount(events);
  return t('objectives.bad-of-all', '{{bad}} bad of {{all}}', {
    bad: formatCount(badEvents),
    all: formatCount(events),
  });
};

/** A promise and its numbers as a row of the table. */
export const ObjectiveRow = React.memo(function ObjectiveRow(props: ObjectiveRowProps) {
  const { objective, isFavourite, onFavourite } = props;
  const { id, title, promise, state, target, value, budgetLeft, burnRate } = objective;
  const styles = useStyles2(getStyles);
  const links = useLinks();
  return (
    <tr>
      <td>
        <span className={styles.state}>
          <FavouriteButton id={id} title={title} isFavourite={isFavourite} onToggle={onFavourite} />
          <HealthBadge state={state} />
        </span>
      </td>
      <td className={styles.words}>
        <TextAnchor href={links.page('objectives', { detail: id })}>{title}</TextAnchor>
        <div className={styles.promise}>{promise}</div>
      </td>
      <td className={styles.target}>{target}</td>
      <td className={styles.number}>{formatValue(objective, value)}</td>
      <td className={styles.number}>
        {formatBudget(budgetLeft)}
        {budgetLeft !== undefined && <BudgetBar left={budgetLeft} state={state} />}
      </td>
      <td className={styles.number}>{formatTimes(burnRate)}</td>
      <td className={styles.number}>{budgetLeft === undefined ? UNKNOWN : formatExhaustion(objective)}</td>
      <td className={styles.number}>{eventsText(objective)}</td>
    </tr>
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  state: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(1) }),
  target: css({ minWidth: 110 }),
  words: css({ minWidth: 200, maxWidth: 480, overflowWrap: 'anywhere' }),
  promise: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  number: css({ 'td&': { textAlign: 'right' }, whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
});
