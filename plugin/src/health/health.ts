import type { IconName } from '@grafana/data';
import { HEALTH } from '@chatwatch/dashboards/browser';
import { t } from '../locales/text';

/** The name of a health state, as in {@link HEALTH}. */
export type Health = keyof typeof HEALTH;

const ICONS: Record<Health, IconName> = {
  broken: 'exclamation-circle',
  burning: 'fire',
  silent: 'question-circle',
  kept: 'check-circle',
  waiting: 'hourglass',
  elsewhere: 'external-link-alt',
};

/** The shape that tells a state apart for those who see no colours. */
export const healthIcon = (health: Health): IconName => ICONS[health];

/** The state's name in Grafana's palette, which suits both themes: `theme.visualization.getColorByName`. */
export const healthColour = (health: Health): string => HEALTH[health].colour;

/** The word for a state, in the reader's language. */
export const healthWord = (health: Health): string => {
  switch (health) {
    case 'broken':
      return t('health.broken', 'Broken');
    case 'burning':
      return t('health.burning', 'Burning');
    case 'silent':
      return t('health.silent', 'No data');
    case 'kept':
      return t('health.kept', 'Kept');
    case 'waiting':
      return t('health.waiting', 'Not enough data');
    case 'elsewhere':
      return t('health.elsewhere', 'Measured elsewhere');
  }
};

const BY_VALUE = new Map(Object.entries(HEALTH).map(([name, { value }]) => [value as number, name as Health]));

/** The state that a number of the query `state` stands for; undefined when it is none. */
export const healthOf = (value: number | undefined): Health | undefined =>
  value === undefined ? undefined : BY_VALUE.get(value);

/** Sorts states: those to look at first come first. */
export const byUrgency = (one: Health, other: Health): number => HEALTH[one].value - HEALTH[other].value;
