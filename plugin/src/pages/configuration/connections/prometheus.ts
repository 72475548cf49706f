import { t } from '../../../locales/text';
import { failed, passed, warned, type Verdict } from './verdict';

/** What Prometheus said when it was asked for what the console needs. */
export interface PrometheusSeen {
  /** Its name in Grafana; undefined where there is no such data source. */
  readonly name: string | undefined;
  /** Why it could not be asked, in words; undefined when it answered. */
  readonly failure: string | undefined;
  /** How many targets there are of any job. */
  readonly targets: number;
  /** How many of those that are our service answer, and how many do not. */
  readonly ours: { readonly up: number; readonly down: number };
  /** How many objectives its recording rules know, and how many of them are measured. */
  readonly objectives: number;
  readonly measured: number;
  /** It has times of requests by their buckets. */
  readonly hasBuckets: boolean;
}

const noneOfOurs = (name: string, targets: number): Verdict =>
  failed(
    targets === 0
      ? t('configuration.test.no-targets', '{{name}} answers, but it scrapes nothing.', { name })
      : t('configuration.test.none-of-ours', '{{name}} answers and has {{targets}} targets, but none of our metrics.', {
          name,
          targets,
        }),
    t(
      'configuration.test.none-of-ours-remedy',
      'Add the service to scrape_configs of Prometheus, with the service token as its authorization, as provisioning/prometheus/prometheus.yml does; or choose another data source.',
    ),
  );

const withoutRules = (name: string): Verdict =>
  failed(
    t('configuration.test.no-rules', '{{name}} has our metrics, but not the recording rules of objectives.', {
      name,
    }),
    t(
      'configuration.test.no-rules-remedy',
      'Give it the files of provisioning/prometheus/rules under rule_files, and reload it. Pages about objectives have nothing to show before.',
    ),
  );

/** Prometheus knows what the console asks it for. */
export const judgePrometheus = (seen: PrometheusSeen): Verdict => {
  const { name, failure, targets, ours, objectives, measured, hasBuckets } = seen;
  if (name === undefined) {
    return failed(
      t('configuration.test.no-data-source', 'There is no Prometheus data source that you may use.'),
      t('configuration.test.no-data-source-remedy', 'Add one under Connections, or choose one above.'),
    );
  }
  if (failure !== undefined) {
    return failed(
      t('configuration.test.prometheus-failed', '{{name}} could not be asked: {{failure}}', {
        name,
        failure,
      }),
      t('configuration.test.prometheus-failed-remedy', 'Open the data source under Connections and use its own test.'),
    );
  }
  if (ours.up + ours.down === 0 && objectives === 0) return noneOfOurs(name, targets);
  if (objectives === 0) return withoutRules(name);
  if (ours.up === 0) {
    return failed(
      t('configuration.test.all-down', '{{name}} has the rules, but no instance of the service answers it.', {
        name,
      }),
      t(
        'configuration.test.all-down-remedy',
        'Check that the service runs, and the token and the addresses of its scrape configuration.',
      ),
    );
  }
  if (ours.down > 0) {
    return warned(
      t('configuration.test.some-down', '{{down}} of {{all}} instances of the service do not answer {{name}}.', {
        name,
        down: ours.down,
        all: ours.up + ours.down,
      }),
      t('configuration.test.some-down-remedy', 'Look at the targets of Prometheus; they say why.'),
    );
  }
  if (measured === 0 || !hasBuckets) {
    return warned(
      t('configuration.test.unmeasured', '{{name}} has the service and its rules, but nothing was measured yet.', {
        name,
      }),
      t(
        'configuration.test.unmeasured-remedy',
        'A new service has numbers after a few scrapes and its first requests.',
      ),
    );
  }
  return passed(
    t(
      'configuration.test.prometheus',
      '{{name}} scrapes {{up}} instances and measures {{measured}} of {{objectives}} objectives.',
      {
        name,
        up: ours.up,
        measured,
        objectives,
      },
    ),
  );
};
