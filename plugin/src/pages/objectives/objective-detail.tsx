import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { EmptyState, LinkButton, Stack, useStyles2 } from '@grafana/ui';
import { useParams } from 'react-router-dom';
import { ConsolePage } from '../../app/page';
import { useLinks } from '../../links';
import { t } from '../../locales/text';
import type { Objective } from '../../objectives/objective';
import { useObjectives } from '../../objectives/use-objectives';
import { DataState } from '../../states';
import { AlertTable } from './detail/alert-table';
import { BurnDownChart } from './detail/burn-down-chart';
import { PromiseHead } from './detail/promise-head';
import { BurnRateChart, ValueChart } from './detail/range-charts';
import { Tiles } from './detail/tiles';

/** One promise: is it kept, how much of its budget is left, how fast does that go, and what to do. */
export default function ObjectiveDetail() {
  const { detail = '' } = useParams();
  const { answered, objectives } = useObjectives();
  const objective = objectives.find(({ id }) => id === detail);
  return (
    <ConsolePage title={objective?.title ?? detail}>
      <DataState answered={answered} isEmpty={false} height={600}>
        {() => (objective === undefined ? <Unknown id={detail} /> : <Detail objective={objective} />)}
      </DataState>
    </ConsolePage>
  );
}

const Unknown = ({ id }: { id: string }) => {
  const links = useLinks();
  const [first = id] = id.split('-');
  return (
    <EmptyState
      variant="not-found"
      message={t('objectives.unknown', 'There is no objective "{{id}}"', { id })}
      button={
        <Stack gap={1}>
          <LinkButton href={links.page('objectives', { q: first })} icon="search">
            {t('objectives.unknown-search', 'Search for "{{text}}"', {
              text: first,
            })}
          </LinkButton>
          <LinkButton href={links.page('objectives')} variant="secondary">
            {t('objectives.unknown-all', 'All objectives')}
          </LinkButton>
        </Stack>
      }
    >
      {t('objectives.unknown-because', 'It was renamed or removed, or the chosen Prometheus does not know it yet.')}
    </EmptyState>
  );
};

const hasBudget = (objective: Objective): objective is Objective & { window: string; budgetLeft: number } =>
  objective.window !== undefined && objective.budgetLeft !== undefined;

const Detail = ({ objective }: { objective: Objective }) => {
  const styles = useStyles2(getStyles);
  const isMeasured = objective.state !== 'elsewhere';
  return (
    <Stack direction="column" gap={2}>
      <PromiseHead objective={objective} />
      {isMeasured && <Tiles objective={objective} />}
      {isMeasured && (
        <div className={styles.charts}>
          {hasBudget(objective) && (
            <div className={styles.wide}>
              <BurnDownChart objective={objective} />
            </div>
          )}
          {hasBudget(objective) && <BurnRateChart objective={objective} />}
          <ValueChart objective={objective} />
        </div>
      )}
      {isMeasured && (
        <section>
          <h2 className={styles.heading}>{t('objectives.detail.alerts', 'Alerts')}</h2>
          <AlertTable objective={objective} />
        </section>
      )}
    </Stack>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  charts: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 460px), 1fr))',
    gap: theme.spacing(1.5),
  }),
  wide: css({ gridColumn: '1 / -1', minWidth: 0 }),
  heading: css({ ...theme.typography.h4 }),
});
