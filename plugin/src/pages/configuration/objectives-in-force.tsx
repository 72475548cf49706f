import React, { useEffect, useState } from 'react';
import { InteractiveTable, type Column } from '@grafana/ui';
import { queries } from '@chatwatch/dashboards/browser';
import { t } from '../../locales/text';
import { problemFrom, problemOf, type Problem } from '../../problems';
import { EmptyNote, ProblemNote, Skeleton } from '../../states';
import { askNow } from './connections/ask-prometheus';

/** What an objective promises, in the words of its recording rule. */
interface InForce {
  readonly objective: string;
  readonly title: string;
  readonly target: string;
  readonly window: string;
  readonly severity: string;
}

type Known = { readonly objectives: readonly InForce[] } | { readonly problem: Problem };

const askObjectives = async (dataSource: string | undefined): Promise<Known> => {
  if (dataSource === undefined) return { problem: problemOf('no_data_source', 'grafana') };
  try {
    const [found = []] = await askNow(dataSource, [queries.consoleQueries.promises]);
    const objectives = found.map(
      ({ labels: { objective = '', title = objective, target = '', window = '', severity = '' } }) => ({
        objective,
        title,
        target,
        window,
        severity,
      }),
    );
    return {
      objectives: objectives.sort((one, other) => one.title.localeCompare(other.title, undefined, { numeric: true })),
    };
  } catch (error) {
    return { problem: problemFrom(error, 'prometheus') };
  }
};

/** Rows of the table at once. */
const PAGE_SIZE = 20;

const columns = (): Column<InForce>[] => [
  { id: 'title', header: t('configuration.objective', 'Objective'), sortType: 'alphanumeric' },
  { id: 'target', header: t('configuration.target', 'Target') },
  { id: 'window', header: t('configuration.window', 'Over'), sortType: 'alphanumeric' },
  { id: 'severity', header: t('configuration.severity', 'Told as'), sortType: 'alphanumeric' },
];

/** The objectives that the recording rules of a Prometheus judge by now. */
export const ObjectivesInForce = ({ dataSource }: { dataSource: string | undefined }) => {
  const [known, setKnown] = useState<Known>();
  useEffect(() => {
    let isLeft = false;
    void askObjectives(dataSource).then((found) => {
      if (!isLeft) setKnown(found);
    });
    return () => {
      isLeft = true;
    };
  }, [dataSource]);
  return (
    <section aria-labelledby="chatwatch-objectives">
      <h3 id="chatwatch-objectives">{t('configuration.objectives', 'Objectives in force')}</h3>
      <p>
        {t(
          'configuration.objectives-about',
          'As the recording rules of Prometheus know them. They are changed in the objectives file, from which rules, alerts and dashboards are made.',
        )}
      </p>
      {known === undefined && <Skeleton height={320} />}
      {known !== undefined && 'problem' in known && <ProblemNote problem={known.problem} />}
      {known !== undefined && 'objectives' in known && <Objectives objectives={known.objectives} />}
    </section>
  );
};

const Objectives = ({ objectives }: { objectives: readonly InForce[] }) => {
  if (objectives.length === 0) {
    return (
      <EmptyNote
        emptiness={{
          title: t('configuration.no-objectives', 'No objectives'),
          because: t(
            'configuration.no-objectives-because',
            'This Prometheus has no recording rules of objectives; the test of Prometheus above says what to do.',
          ),
        }}
      />
    );
  }
  return (
    <InteractiveTable
      columns={columns()}
      data={[...objectives]}
      getRowId={({ objective }) => objective}
      pageSize={PAGE_SIZE}
    />
  );
};
