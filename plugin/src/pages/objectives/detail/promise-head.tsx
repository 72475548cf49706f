import React from 'react';
import { css } from '@emotion/css';
import { locationUtil, type GrafanaTheme2 } from '@grafana/data';
import { queries } from '@chatwatch/dashboards/browser';
import { Badge, LinkButton, useStyles2 } from '@grafana/ui';
import { HealthBadge } from '../../../health';
import { useLinks } from '../../../links';
import { t } from '../../../locales/text';
import { FavouriteButton } from '../../../objectives/favourite-button';
import { formatWindow } from '../../../objectives/format';
import type { Objective } from '../../../objectives/objective';
import { useStarred } from '../../../objectives/use-starred';
import { whatCounts } from './what-counts';

/** Grafana's list of rules, narrowed down to those of an objective. */
const rulesHref = (id: string): string =>
  locationUtil.assureBaseUrl(`/alerting/list?${new URLSearchParams({ search: `label:objective=${id}` }).toString()}`);

/** What is promised, in words, and where to go from here. */
export const PromiseHead = ({ objective }: { objective: Objective }) => {
  const styles = useStyles2(getStyles);
  const links = useLinks();
  const { starred, toggle } = useStarred();
  const { id, title, promise, state, window, severity, runbook } = objective;
  const runbookHref = links.runbook(runbook);
  const exploreHref = links.explore(
    queries.consoleQueries.chosenValues.expr.replaceAll('$objective', id).replaceAll('$job', '.+'),
  );
  return (
    <section className={styles.box}>
      <div className={styles.line}>
        <HealthBadge state={state} />
        <Badge
          color="blue"
          text={
            severity === 'page'
              ? t('objectives.detail.page', 'A breach wakes someone')
              : t('objectives.detail.ticket', 'A breach waits for the morning')
          }
        />
        {window !== undefined && (
          <Badge
            color="darkgrey"
            text={t('objectives.detail.over', 'over {{window}}', { window: formatWindow(window) })}
          />
        )}
        <FavouriteButton id={id} title={title} isFavourite={starred.has(id)} onToggle={toggle} />
      </div>
      <p className={styles.promise}>{promise}</p>
      <p className={styles.counts}>{whatCounts(objective)}</p>
      <div className={styles.line}>
        {runbookHref !== undefined && (
          <LinkButton size="sm" variant="primary" icon="book" href={runbookHref} target="_blank" rel="noreferrer">
            {t('objectives.detail.runbook', 'Runbook')}
          </LinkButton>
        )}
        <LinkButton
          size="sm"
          variant="secondary"
          icon="apps"
          href={links.dashboard('objectives', { 'var-objective': id })}
        >
          {t('objectives.detail.dashboard', 'Dashboard')}
        </LinkButton>
        <LinkButton size="sm" variant="secondary" icon="bell" href={rulesHref(id)}>
          {t('objectives.detail.rules', 'Alert rules')}
        </LinkButton>
        {exploreHref !== undefined && (
          <LinkButton size="sm" variant="secondary" icon="compass" href={exploreHref}>
            {t('objectives.explore', 'Explore')}
          </LinkButton>
        )}
      </div>
      {runbookHref === undefined && (
        <p className={styles.counts}>
          {t('objectives.detail.runbook-name', 'What to do about a breach: runbook docs/runbooks/{{runbook}}.md.', {
            runbook,
          })}
        </p>
      )}
    </section>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  line: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  promise: css({ ...theme.typography.h4, margin: 0, overflowWrap: 'anywhere' }),
  counts: css({ margin: 0, color: theme.colors.text.secondary }),
});
