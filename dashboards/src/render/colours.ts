import type { Limit } from '@chatwatch/objectives';
import {
  MappingType,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type Threshold,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { HEALTH, NEUTRAL } from '../health.js';

/** Below every value of a panel, so that only the absence of a value is under it. */
const FLOOR = -1_000_000;

const base: Threshold = { value: null, color: NEUTRAL };
const good = HEALTH.kept.colour;
const bad = HEALTH.broken.colour;

const configOf = (...steps: Threshold[]): ThresholdsConfigBuilder =>
  new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([base, ...steps]);

/** The colours of a number on either side of its limit; a panel without a number stays neutral. */
export const numberColours = (limit: Limit | undefined): ThresholdsConfigBuilder => {
  if (limit === undefined) return configOf();
  const [under, over] = limit.comparison === 'atMost' ? [good, bad] : [bad, good];
  return configOf({ value: FLOOR, color: under }, { value: limit.value, color: over });
};

/** A line at the limit: what must stay below sees it in red, what must stay above in green. */
export const limitLine = (limit: Limit | undefined): ThresholdsConfigBuilder =>
  limit === undefined
    ? configOf()
    : configOf({ value: limit.value, color: limit.comparison === 'atMost' ? bad : good });

/** Words and colours in the place of the numbers of health states. */
export const stateMappings = (): ValueMapping[] => [
  {
    type: MappingType.ValueToText,
    options: Object.fromEntries(
      Object.values(HEALTH).map(({ value, word, colour }, index) => [value, { text: word, color: colour, index }]),
    ),
  },
];
