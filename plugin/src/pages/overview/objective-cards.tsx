import React, { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { queries } from '@chatwatch/dashboards/browser';
import { Button, useStyles2 } from '@grafana/ui';
import { useControls } from '../../controls';
import { useQueries, type Ask } from '../../data/prometheus';
import { useLinks } from '../../links';
import { t } from '../../locales/text';
import type { Objective } from '../../objectives/objective';
import { ObjectiveFilterBar } from '../../objectives/objective-filter-bar';
import { matching, worstFirst } from '../../objectives/order';
import { useObjectiveFilter } from '../../objectives/use-objective-filter';
import { useStarred } from '../../objectives/use-starred';
import { EmptyNote } from '../../states';
import { ObjectiveCard } from './objective-card';

/** So many are read; the others are for those who look for something. */
const PAGE_SIZE = 24;

const pattern = (ids: readonly string[]): string =>
  ids.map((id) => id.replaceAll(/[\\^$*+?.()|[\]{}]/g, '\\$&')).join('|');

/** One question for the lines of all cards that are shown, in the order of names so that it stays the same. */
const lineAsk = (shown: readonly Objective[]): Ask => ({
  query: queries.consoleQueries.chosenValues,
  kind: 'range',
  objective: pattern(shown.map(({ id }) => id).sort()),
  maxPoints: 60,
});

/** Objectives as cards, worst first, however many there are. */
export const ObjectiveCards = ({ objectives }: { objectives: readonly Objective[] }) => {
  const styles = useStyles2(getStyles);
  const { range } = useControls();
  const links = useLinks();
  const { starred, toggle } = useStarred();
  const [filter, change] = useObjectiveFilter();
  const [limit, setLimit] = useState(PAGE_SIZE);
  const sorted = useMemo(() => worstFirst(matching(objectives, filter), starred), [objectives, filter, starred]);
  const shown = useMemo(() => sorted.slice(0, limit), [sorted, limit]);
  const asks = useMemo(() => (shown.length === 0 ? [] : [lineAsk(shown)]), [shown]);
  const [lines = []] = useQueries(asks).answers;
  const lineOf = new Map(lines.map((line) => [line.labels.objective, line]));
  const left = sorted.length - shown.length;
  return (
    <section aria-label={t('overview.objectives', 'Objectives')} className={styles.section}>
      <ObjectiveFilterBar objectives={objectives} filter={filter} onChange={change} />
      {sorted.length === 0 && (
        <EmptyNote
          emptiness={{
            title: t('overview.no-match', 'No objective matches'),
            because: t('overview.no-match-because', 'Other words, or other states, may find some.'),
          }}
        />
      )}
      <ul className={styles.cards}>
        {shown.map((objective) => (
          <ObjectiveCard
            key={objective.id}
            objective={objective}
            href={links.page('objectives', { detail: objective.id })}
            line={lineOf.get(objective.id)}
            range={range}
            isFavourite={starred.has(objective.id)}
            onFavourite={toggle}
          />
        ))}
      </ul>
      {left > 0 && (
        <div>
          <Button
            variant="secondary"
            onClick={() => {
              setLimit(limit + PAGE_SIZE);
            }}
          >
            {t('overview.show-more', 'Show {{next}} more of {{left}}', { next: Math.min(PAGE_SIZE, left), left })}
          </Button>
        </div>
      )}
    </section>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) }),
  cards: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 280px), 1fr))',
    gap: theme.spacing(1.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  }),
});
