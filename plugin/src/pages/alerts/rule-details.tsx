import React from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, locationUtil, type GrafanaTheme2 } from '@grafana/data';
import { Alert, LinkButton, Stack, Text, useStyles2 } from '@grafana/ui';
import type { AlertInstance, AlertRule } from '../../data/grafana/alert-rule';
import { useLinks } from '../../links';
import { t } from '../../locales/text';
import { Labels } from './labels';
import { maySilence, queryOf, ruleHref, runbookOf, silenceHref } from './rule-links';
import { StateBadge } from './state-badge';
import { durationText } from './time-line';
import { valueText } from './value-text';

interface RuleDetailsProps {
  rule: AlertRule;
  /** Grafana's id of the unit of the objective's values. */
  unit: string | undefined;
  timeZone: string;
}

/** Alerts of a rule that are listed; who has more looks at the rule itself. */
const MAX_ALERTS = 20;

/** Everything about a rule, and where to go from here. */
export const RuleDetails = ({ rule, unit, timeZone }: RuleDetailsProps) => {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.details}>
      {rule.lastError !== undefined && (
        <Alert severity="error" title={t('alerts.last-error', 'It could not be evaluated')}>
          {rule.lastError}
        </Alert>
      )}
      {rule.alerts.slice(0, MAX_ALERTS).map((alert) => (
        <Instance key={JSON.stringify(alert.labels)} rule={rule} alert={alert} unit={unit} timeZone={timeZone} />
      ))}
      {rule.alerts.length > MAX_ALERTS && (
        <Text color="secondary">
          {t('alerts.more-alerts', 'And {{count}} more: see the rule in Grafana.', {
            count: rule.alerts.length - MAX_ALERTS,
          })}
        </Text>
      )}
      <Facts rule={rule} timeZone={timeZone} />
      <pre className={styles.query}>{queryOf(rule)}</pre>
      <RuleLinks rule={rule} />
    </div>
  );
};

interface InstanceProps extends RuleDetailsProps {
  alert: AlertInstance;
}

const Instance = ({ rule, alert, unit, timeZone }: InstanceProps) => {
  const value = valueText(rule, alert, unit);
  return (
    <Stack direction="column" gap={0.5}>
      <Stack gap={1} wrap="wrap" alignItems="center">
        <StateBadge state={alert.state} />
        {alert.activeAtMs !== undefined && (
          <Text color="secondary">
            {t('alerts.since', 'since {{time}}', { time: dateTimeFormat(alert.activeAtMs, { timeZone }) })}
          </Text>
        )}
        {value !== undefined && <Text weight="medium">{value}</Text>}
        <Labels labels={alert.labels} />
      </Stack>
      {alert.description !== '' && <Text>{alert.description}</Text>}
    </Stack>
  );
};

const Facts = ({ rule, timeZone }: { rule: AlertRule; timeZone: string }) => {
  const { alerts, forSeconds, keepFiringForSeconds, lastEvaluationMs, folder, group, labels } = rule;
  return (
    <Stack direction="column" gap={1}>
      <Text color="secondary">
        {t('alerts.patience', 'Fires after {{wait}}, and for {{keep}} after its cause is gone.', {
          wait: durationText(forSeconds * 1000),
          keep: durationText(keepFiringForSeconds * 1000),
        })}{' '}
        {lastEvaluationMs === undefined
          ? t('alerts.never-evaluated', 'It was never evaluated.')
          : t('alerts.last-evaluation', 'Last evaluated {{time}} in {{place}}.', {
              time: dateTimeFormat(lastEvaluationMs, { timeZone }),
              place: [folder, group].filter(Boolean).join(' / '),
            })}
      </Text>
      {alerts.length === 0 && <Labels labels={labels} />}
    </Stack>
  );
};

const RuleLinks = ({ rule }: { rule: AlertRule }) => {
  const links = useLinks();
  const runbookName = runbookOf(rule);
  const runbook = runbookName === undefined ? undefined : links.runbook(runbookName);
  const explore = links.explore(queryOf(rule));
  const silence = maySilence() ? silenceHref(rule) : undefined;
  return (
    <Stack gap={1} wrap="wrap">
      {runbook !== undefined && (
        <LinkButton size="sm" icon="book-open" href={runbook} target="_blank" rel="noopener noreferrer">
          {t('alerts.open-runbook', 'Runbook: what to do')}
        </LinkButton>
      )}
      {rule.objective !== undefined && (
        <LinkButton
          size="sm"
          variant="secondary"
          icon="chart-line"
          href={links.page('objectives', { detail: rule.objective })}
        >
          {t('alerts.open-objective', 'Objective')}
        </LinkButton>
      )}
      {explore !== undefined && (
        <LinkButton size="sm" variant="secondary" icon="compass" href={explore}>
          {t('alerts.open-explore', 'Explore')}
        </LinkButton>
      )}
      <LinkButton size="sm" variant="secondary" icon="bell" href={locationUtil.assureBaseUrl(ruleHref(rule))}>
        {t('alerts.open-rule', 'Rule in Grafana')}
      </LinkButton>
      {silence !== undefined && (
        <LinkButton size="sm" variant="secondary" icon="bell-slash" href={locationUtil.assureBaseUrl(silence)}>
          {t('alerts.silence', 'Silence')}
        </LinkButton>
      )}
    </Stack>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  details: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1, 1.5, 2, 4.5),
    [theme.breakpoints.down('md')]: { paddingLeft: theme.spacing(1.5) },
  }),
  query: css({
    margin: 0,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
