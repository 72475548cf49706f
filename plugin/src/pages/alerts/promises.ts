import type { Series } from '../../data/prometheus';

/** What is known of an objective beside its id. */
export interface Promised {
  readonly title: string;
  /** Such as `≥ 95 % within 200 ms`. */
  readonly target: string;
  /** Grafana's id of the unit of its values. */
  readonly unit: string;
}

const UNITS: Readonly<Record<string, string>> = { ratio: 'percentunit', seconds: 's', bytes: 'bytes' };

/** Objectives by their ids, from what the recording rules say of them. */
export const promisesOf = (series: readonly Pick<Series, 'labels'>[]): ReadonlyMap<string, Promised> =>
  new Map(
    series.map(({ labels: { objective = '', title = objective, target = '', unit = '' } }) => [
      objective,
      { title, target, unit: UNITS[unit] ?? 'short' },
    ]),
  );
