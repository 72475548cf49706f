import type { IconName } from '@grafana/data';
import type { RuleState } from '../../data/grafana/alert-rule';
import { t } from '../../locales/text';

interface Look {
  readonly icon: IconName;
  /** A name of Grafana's palette, which suits both themes. */
  readonly colour: string;
}

/** How states look: shape and colour both tell them apart. */
export const STATE_LOOKS: Readonly<Record<RuleState, Look>> = {
  error: { icon: 'exclamation-triangle', colour: 'purple' },
  firing: { icon: 'fire', colour: 'red' },
  no_data: { icon: 'question-circle', colour: 'yellow' },
  recovering: { icon: 'history', colour: 'orange' },
  pending: { icon: 'hourglass', colour: 'orange' },
  waiting: { icon: 'clock-nine', colour: 'blue' },
  paused: { icon: 'pause', colour: 'blue' },
  normal: { icon: 'check-circle', colour: 'green' },
};

/** The word for a state, in the reader's language. */
export const stateWord = (state: RuleState): string => {
  switch (state) {
    case 'error':
      return t('alerts.state-error', 'Cannot be evaluated');
    case 'firing':
      return t('alerts.state-firing', 'Firing');
    case 'no_data':
      return t('alerts.state-no-data', 'No data');
    case 'recovering':
      return t('alerts.state-recovering', 'Recovering');
    case 'pending':
      return t('alerts.state-pending', 'Pending');
    case 'waiting':
      return t('alerts.state-waiting', 'Not evaluated yet');
    case 'paused':
      return t('alerts.state-paused', 'Paused');
    case 'normal':
      return t('alerts.state-normal', 'Normal');
  }
};

/** The word for a severity; words of others stay as they are. */
export const severityWord = (severity: string): string => {
  switch (severity) {
    case 'page':
      return t('alerts.severity-page', 'Page');
    case 'ticket':
      return t('alerts.severity-ticket', 'Ticket');
    default:
      return severity;
  }
};
