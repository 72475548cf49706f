import type { IconName } from '@grafana/data';
import { t } from '../../../locales/text';
import type { Change } from './change';

/** The shape that tells what happened. */
export const changeIcon = (change: Change): IconName => {
  if (change.kind !== 'alert') return change.kind === 'deploy' ? 'rocket' : 'power';
  return change.until === undefined ? 'fire' : 'bell';
};

const build = ({ version, commit }: { version: string; commit: string }): string =>
  commit === '' ? version : `${version} (${commit.slice(0, 8)})`;

/** What happened, in a sentence without its time. */
export function changeWords(change: Change): string {
  if (change.kind === 'alert') {
    const said = { name: change.name };
    if (change.until === undefined) return t('overview.change.firing', '{{name}} fires', said);
    return t('overview.change.fired', '{{name}} fired and was resolved', said);
  }
  const [first = ''] = change.instances;
  const count = change.instances.length;
  const said = { job: change.job, instance: first, build: build(change), count };
  if (change.kind === 'deploy') {
    return t('overview.change.deploy', '{{job}} was deployed as {{build}}, {{count}} instances', {
      ...said,
      defaultValue_one: '{{job}} was deployed as {{build}} on {{instance}}',
      defaultValue_other: '{{job}} was deployed as {{build}} on {{count}} instances',
    });
  }
  return t('overview.change.start', '{{count}} instances of {{job}} started, {{build}}', {
    ...said,
    defaultValue_one: '{{instance}} of {{job}} started, {{build}}',
    defaultValue_other: '{{count}} instances of {{job}} started, {{build}}',
  });
}

/** The heading that such changes stand under on the time line. */
export const laneWords = (lane: 'starts' | 'alerts'): string =>
  lane === 'starts' ? t('overview.change.starts', 'Deploys and starts') : t('overview.change.alerts', 'Alerts');
