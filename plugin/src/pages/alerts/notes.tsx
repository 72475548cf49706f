import React from 'react';
import { Alert, EmptyState, LinkButton, Stack } from '@grafana/ui';
import type { FoundRules, Hindrance } from '../../data/grafana/fetch-alert-rules';
import { useLinks } from '../../links';
import { t } from '../../locales/text';

const hindranceText = (hindrance: Hindrance): string =>
  hindrance === 'forbidden'
    ? t(
        'alerts.forbidden',
        'You may not read Grafana’s alert rules: that takes the permission alert.rules:read, which the role Viewer has unless somebody took it away.',
      )
    : t('alerts.disabled', 'Grafana’s alerting is switched off: unified_alerting in its configuration.');

/** What to know about the rules that are shown. */
export const Notes = ({ found: { origin, unreadable, hindrance, rules } }: { found: FoundRules }) => {
  const blind = rules.filter(({ state }) => state === 'error').length;
  return (
    <>
      {blind > 0 && (
        <Alert
          bottomSpacing={0}
          severity="error"
          title={t('alerts.blind', 'Rules that cannot be evaluated: {{count}}', { count: blind })}
        >
          {t(
            'alerts.blind-do',
            'They watch nothing, and nobody is told. What went wrong stands beside them; most often the data source is away.',
          )}
        </Alert>
      )}
      {origin === 'prometheus' && (
        <Alert bottomSpacing={0} severity="info" title={t('alerts.of-prometheus', 'These are the rules of Prometheus')}>
          {hindrance === undefined
            ? t(
                'alerts.of-prometheus-only',
                'Grafana itself has none of ours. Who is told, and what is silenced, is up to Prometheus’ Alertmanager.',
              )
            : hindranceText(hindrance)}
        </Alert>
      )}
      {unreadable > 0 && (
        <Alert
          bottomSpacing={0}
          severity="warning"
          title={t('alerts.unreadable', 'Rules that this app cannot read: {{count}}', { count: unreadable })}
        >
          {t(
            'alerts.unreadable-do',
            'Grafana tells of them in another way than this app knows. Look at them in Grafana’s own list.',
          )}
        </Alert>
      )}
    </>
  );
};

/** Nobody watches the service, as far as is known, and what to do about it. */
export const HowToProvision = ({ found: { hindrance } }: { found: FoundRules }) => {
  const links = useLinks();
  if (hindrance !== undefined) {
    return (
      <EmptyState variant="not-found" message={t('alerts.unknown', 'Alert rules are not to be seen')}>
        {hindranceText(hindrance)}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      variant="call-to-action"
      message={t('alerts.none', 'No rule watches the service')}
      button={
        <Stack gap={1} justifyContent="center">
          <LinkButton href={links.page('configuration')} icon="cog">
            {t('alerts.to-configuration', 'Test the connections')}
          </LinkButton>
        </Stack>
      }
    >
      {t(
        'alerts.none-do',
        'Nobody is told when a promise is broken. Copy provisioning/grafana/alerting/objectives.yml of Chatwatch into Grafana’s provisioning/alerting folder and start Grafana anew, or give Prometheus the files of provisioning/prometheus/rules. Both are made from the objectives.',
      )}
    </EmptyState>
  );
};
