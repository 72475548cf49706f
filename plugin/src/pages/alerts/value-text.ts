import { formattedValueToString, getValueFormat } from '@grafana/data';
import type { AlertInstance, AlertRule } from '../../data/grafana/alert-rule';
import { t } from '../../locales/text';

/**
 * What an alert's query gave, with its unit: a burn rate, or the value of the objective. Undefined where the number has
 * no meaning of its own, as with rules about what is absent.
 * @param unit Grafana's id of the unit of the objective's values
 */
export const valueText = (rule: AlertRule, { value }: AlertInstance, unit: string | undefined): string | undefined => {
  if (value === undefined) return undefined;
  if (rule.labels.long_window !== undefined) {
    const times = formattedValueToString(getValueFormat('none')(value, value < 10 ? 2 : 1));
    return t('alerts.burns', '{{times}} × as fast as it may', { times });
  }
  return rule.name.endsWith('Missed') ? formattedValueToString(getValueFormat(unit ?? 'short')(value, 2)) : undefined;
};
