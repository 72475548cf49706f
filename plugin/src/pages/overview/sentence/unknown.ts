import { t } from '../../../locales/text';
import { notJudged } from './kept';
import { plain } from './pieces';
import type { Sentence, Surroundings } from './types';

/** That Prometheus knows no promise, and what to do. */
export function nothingKnown({ targetsUp }: Surroundings): Sentence {
  const lead = t(
    'overview.sentence.unknown',
    'Whether the promises are kept is unknown: Prometheus knows none of them.',
  );
  const first =
    targetsUp === undefined
      ? t('overview.sentence.not-scraped', 'It does not scrape the service either: add it to its targets.')
      : t('overview.sentence.scraped', 'It does scrape the service.');
  const rules = t(
    'overview.sentence.no-rules',
    'Load the recording rules that are made from the objectives, provisioning/prometheus/rules, or choose another data source.',
  );
  return { state: 'silent', lead: plain(lead), rest: [plain(first), plain(rules)] };
}

/** That nothing is measured, why, and what to do. */
export function allSilent(count: number, elsewhere: number, { targetsUp }: Surroundings): Sentence {
  const lead = t(
    'overview.sentence.all-silent',
    'Whether the promises are kept is unknown: nothing is measured of {{count}}.',
    {
      count,
      defaultValue_one: 'Whether the promise is kept is unknown: nothing is measured.',
      defaultValue_other: 'Whether the promises are kept is unknown: nothing is measured of {{count}}.',
    },
  );
  const reasons = {
    absent: t(
      'overview.sentence.no-target',
      'Prometheus does not scrape the service: add it to its targets, or choose another job.',
    ),
    down: t(
      'overview.sentence.targets-down',
      'Nothing of the service answers Prometheus: it is down, or cannot be reached.',
    ),
    up: t(
      'overview.sentence.no-metrics',
      'The service answers Prometheus, without the metrics that promises are measured by.',
    ),
  };
  const reason = targetsUp === undefined ? reasons.absent : targetsUp === 0 ? reasons.down : reasons.up;
  return { state: 'silent', lead: plain(lead), rest: [plain(reason), ...notJudged(0, elsewhere)] };
}
