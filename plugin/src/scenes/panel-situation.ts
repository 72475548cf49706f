import { LoadingState, type DataFrame, type PanelData } from '@grafana/data';
import { SITUATIONS, type Panel } from '@chatwatch/dashboards/browser';
import { problemFrom, type Problem } from '../problems';

/** What there is to say about a panel beside what it draws. */
export type PanelSituation =
  | { readonly kind: 'drawn' | 'loading' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  /** `because` is missing where silence has no good reason: the panel's own words ask what is wrong. */
  | { readonly kind: 'empty'; readonly shows: string | undefined; readonly because: string | undefined };

const isEmpty = ({ fields, length }: DataFrame): boolean => length === 0 || fields.length === 0;

/** Whether a panel draws its answer, waits for it, has none, or could not ask. */
export const panelSituation = ({ queries }: Panel, data: PanelData | undefined): PanelSituation => {
  if (data === undefined || data.state === LoadingState.NotStarted) return { kind: 'loading' };
  const hasAnswer = !data.series.every(isEmpty);
  // An error beside an answer, of one query of several, is Grafana's mark in the panel's corner to tell.
  if (hasAnswer) return { kind: 'drawn' };
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- data sources of older Grafana still set only this one.
  const error = data.errors?.[0] ?? data.error;
  if (error !== undefined) return { kind: 'failed', problem: problemFrom(error, 'prometheus') };
  if (data.state !== LoadingState.Done) return { kind: 'loading' };
  const needs = queries[0]?.needs;
  const situation = needs === undefined ? undefined : SITUATIONS[needs];
  return { kind: 'empty', shows: situation?.shows, because: situation?.because };
};
