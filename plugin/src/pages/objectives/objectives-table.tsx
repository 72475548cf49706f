import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { t } from '../../locales/text';
import type { Objective } from '../../objectives/objective';
import type { SortKey } from '../../objectives/order';
import { ObjectiveRow } from './objective-row';
import type { Sort } from './use-sort';

interface ObjectivesTableProps {
  objectives: readonly Objective[];
  sort: Sort;
  onSort: (key: SortKey) => void;
  starred: ReadonlySet<string>;
  onStar: (id: string) => void;
}

interface Column {
  readonly title: string;
  readonly key?: SortKey;
  readonly isNumber?: boolean;
}

const columns = (): Column[] => [
  { title: t('objectives.column.state', 'State'), key: 'state' },
  { title: t('objectives.column.objective', 'Objective'), key: 'title' },
  { title: t('objectives.column.target', 'Target') },
  { title: t('objectives.column.value', 'Value'), key: 'value', isNumber: true },
  { title: t('objectives.column.budget', 'Budget left'), key: 'budget', isNumber: true },
  { title: t('objectives.column.burn', 'Burn, last hour'), key: 'burn', isNumber: true },
  { title: t('objectives.column.exhaustion', 'Used up in'), key: 'exhaustion', isNumber: true },
  { title: t('objectives.column.events', 'Events'), key: 'events', isNumber: true },
];

/** Objectives with their numbers beside each other. */
export const ObjectivesTable = ({ objectives, sort, onSort, starred, onStar }: ObjectivesTableProps) => {
  const styles = useStyles2(getStyles);
  return (
    // Where a screen is too narrow the table moves, not the page; a keyboard can move it too.
    <div className={styles.frame} tabIndex={0} role="region" aria-label={t('objectives.table', 'Objectives')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns().map(({ title, key, isNumber }) => (
              <th
                key={title}
                scope="col"
                className={isNumber === true ? styles.number : undefined}
                aria-sort={key === sort.key ? (sort.isDescending ? 'descending' : 'ascending') : undefined}
              >
                {key === undefined ? (
                  title
                ) : (
                  <button
                    type="button"
                    className={styles.sort}
                    onClick={() => {
                      onSort(key);
                    }}
                  >
                    {title}
                    {key === sort.key && (
                      <Icon name={sort.isDescending ? 'arrow-down' : 'arrow-up'} size="sm" aria-hidden />
                    )}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {objectives.map((objective) => (
            <ObjectiveRow
              key={objective.id}
              objective={objective}
              isFavourite={starred.has(objective.id)}
              onFavourite={onStar}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    overflowX: 'auto',
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  table: css({
    width: '100%',
    minWidth: 900,
    borderCollapse: 'collapse',
    'th, td': { padding: theme.spacing(0.75, 1), textAlign: 'left', verticalAlign: 'top' },
    th: {
      fontWeight: theme.typography.fontWeightMedium,
      backgroundColor: theme.colors.background.secondary,
    },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
    'tbody tr:hover': { backgroundColor: theme.colors.action.hover },
  }),
  number: css({ 'th&, th& button': { textAlign: 'right', justifyContent: 'flex-end' } }),
  sort: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    width: '100%',
    padding: 0,
    border: 0,
    background: 'none',
    font: 'inherit',
    textAlign: 'inherit',
  }),
});
