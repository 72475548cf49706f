import React, { useMemo, useState } from 'react';
import { Pagination, Stack } from '@grafana/ui';
import { ConsolePage } from '../../app/page';
import { t } from '../../locales/text';
import { ObjectiveFilterBar } from '../../objectives/objective-filter-bar';
import { matching, sortedBy } from '../../objectives/order';
import { useObjectiveFilter } from '../../objectives/use-objective-filter';
import { useObjectives } from '../../objectives/use-objectives';
import { useStarred } from '../../objectives/use-starred';
import { DataState, EmptyNote } from '../../states';
import { ObjectivesTable } from './objectives-table';
import { useSort } from './use-sort';

/** As many as one looks through; thousands are for the filter. */
const PAGE_SIZE = 50;

/** All promises with their numbers. */
export default function ObjectivesPage() {
  const { answered, objectives } = useObjectives();
  return (
    <ConsolePage subTitle={t('objectives.subtitle', 'What is promised, and whether it is kept.')}>
      <DataState
        answered={answered}
        isEmpty={objectives.length === 0}
        empty={{
          title: t('objectives.none', 'No objectives'),
          because: t(
            'objectives.none-because',
            'Prometheus has no recorded series of them: load the recording rules that are made from the objectives, provisioning/prometheus/rules.',
          ),
        }}
        height={400}
      >
        {() => <Objectives objectives={objectives} />}
      </DataState>
    </ConsolePage>
  );
}

const Objectives = ({ objectives }: Pick<ReturnType<typeof useObjectives>, 'objectives'>) => {
  const [filter, change] = useObjectiveFilter();
  const [sort, choose] = useSort();
  const { starred, toggle } = useStarred();
  const [page, setPage] = useState(1);
  const sorted = useMemo(
    () => sortedBy(matching(objectives, filter), sort.key, sort.isDescending, starred),
    [objectives, filter, sort, starred],
  );
  const pages = Math.max(1, Math.ceil(sorted.length / PAGE_SIZE));
  const current = Math.min(page, pages);
  return (
    <Stack direction="column" gap={2}>
      <ObjectiveFilterBar objectives={objectives} filter={filter} onChange={change} />
      {sorted.length === 0 ? (
        <EmptyNote
          emptiness={{
            title: t('objectives.no-match', 'No objective matches'),
            because: t('objectives.no-match-because', 'Other words, or other states, may find some.'),
          }}
        />
      ) : (
        <ObjectivesTable
          objectives={sorted.slice((current - 1) * PAGE_SIZE, current * PAGE_SIZE)}
          sort={sort}
          onSort={choose}
          starred={starred}
          onStar={toggle}
        />
      )}
      {pages > 1 && <Pagination currentPage={current} numberOfPages={pages} onNavigate={setPage} />}
    </Stack>
  );
};
