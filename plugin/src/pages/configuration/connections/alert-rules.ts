import type { FoundRules } from '../../../data/grafana/fetch-alert-rules';
import { t } from '../../../locales/text';
import { failed, passed, warned, type Verdict } from './verdict';

const provision = (): string =>
  t(
    'configuration.test.rules-remedy',
    'Copy provisioning/grafana/alerting/objectives.yml of Chatwatch into Grafana’s provisioning/alerting folder and start Grafana anew, or give Prometheus the files of provisioning/prometheus/rules.',
  );

const hindered = (hindrance: FoundRules['hindrance']): Verdict | undefined => {
  if (hindrance === 'forbidden') {
    return warned(
      t('configuration.test.rules-forbidden', 'You may not read Grafana’s alert rules.'),
      t('configuration.test.rules-forbidden-remedy', 'It takes the permission alert.rules:read.'),
    );
  }
  if (hindrance === 'disabled') {
    return failed(t('configuration.test.rules-disabled', 'Grafana’s alerting is switched off.'), provision());
  }
  return undefined;
};

/** Somebody is told when a promise is broken: which rules were found. */
export const judgeRules = ({ rules, origin, hindrance }: FoundRules): Verdict => {
  if (origin === undefined) {
    return (
      hindered(hindrance) ?? failed(t('configuration.test.rules-none', 'No rule watches the service.'), provision())
    );
  }
  const blind = rules.filter(({ state }) => state === 'error');
  if (blind.length > 0) {
    return warned(
      t('configuration.test.rules-blind', '{{blind}} of {{all}} rules cannot be evaluated: {{error}}', {
        blind: blind.length,
        all: rules.length,
        error: blind[0]?.lastError ?? '',
      }),
      t('configuration.test.rules-blind-remedy', 'Most often their data source is away, or has another uid.'),
    );
  }
  return passed(
    origin === 'grafana'
      ? t('configuration.test.rules-grafana', 'Grafana evaluates {{all}} rules.', { all: rules.length })
      : t('configuration.test.rules-prometheus', 'Prometheus evaluates {{all}} rules; Grafana has none of ours.', {
          all: rules.length,
        }),
  );
};
