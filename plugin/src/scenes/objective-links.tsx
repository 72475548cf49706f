import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import { queries, type Dashboard } from '@chatwatch/dashboards/browser';
import { latest, useQueries, type Ask, type Series } from '../data/prometheus';
import { HealthBadge, healthOf } from '../health';
import { useLinks } from '../links';
import { t } from '../locales/text';

const { info, state } = queries.allObjectivesQueries;

const ASKS: readonly Ask[] = [
  { query: info, kind: 'instant' },
  { query: state, kind: 'instant' },
];

/** The objectives whose limits a page shows, each once. */
export const objectivesOf = ({ rows }: Dashboard): string[] => {
  const panels = rows.flatMap(({ panels: inRow }) => inRow);
  const limits = panels.flatMap(({ limit, columns = [] }) => [limit, ...columns.map((column) => column.limit)]);
  return [...new Set(limits.flatMap((limit) => limit?.objective ?? []))];
};

const of = (objective: string, answer: readonly Series[] | undefined): Series | undefined =>
  answer?.find(({ labels }) => labels.objective === objective);

/** Leads to the promises that a page is about, and says how each of them stands. */
export const ObjectiveLinks = ({ objectives }: { objectives: readonly string[] }) => {
  const styles = useStyles2(getStyles);
  const links = useLinks();
  const { answers } = useQueries(ASKS);
  return (
    <nav aria-label={t('scenes.objectives.label', 'Promises of this page')}>
      <ul className={styles.list}>
        {objectives.map((objective) => {
          const verdict = of(objective, answers[1]);
          const health = verdict === undefined ? undefined : healthOf(latest(verdict));
          return (
            <li key={objective} className={styles.item}>
              <TextLink href={links.page('objectives', { detail: objective })} inline={false} variant="bodySmall">
                {of(objective, answers[0])?.labels.title ?? objective}
              </TextLink>
              {health === undefined ? null : <HealthBadge state={health} />}
            </li>
          );
        })}
      </ul>
    </nav>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 3),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    minHeight: theme.spacing(3),
  }),
  item: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(1) }),
});
