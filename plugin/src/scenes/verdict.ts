import { FieldType, formattedValueToString, getValueFormat, type PanelData } from '@grafana/data';
import { SITUATIONS, type Panel, type ShownLimit } from '@chatwatch/dashboards/browser';

/** A number of a page against its limit. */
export interface Verdict {
  readonly panel: Panel;
  readonly limit: ShownLimit;
  /** Undefined while there is no number, or it is not known yet. */
  readonly value: number | undefined;
  readonly isKept: boolean | undefined;
}

/** The newest number of an answer; undefined where it has none. */
export const lastValue = (data: PanelData | undefined): number | undefined => {
  const field = data?.series.flatMap(({ fields }) => fields).find(({ type }) => type === FieldType.number);
  const last: unknown = field?.values[field.values.length - 1];
  return typeof last === 'number' && Number.isFinite(last) ? last : undefined;
};

const isWithin = ({ comparison, value: limit }: ShownLimit, value: number): boolean =>
  comparison === 'atMost' ? value <= limit : value >= limit;

/** Holds a panel's number against its limit; undefined for a panel without one. */
export const verdictOf = (panel: Panel, value: number | undefined): Verdict | undefined => {
  const { limit } = panel;
  if (limit === undefined) return undefined;
  return { panel, limit, value, isKept: value === undefined ? undefined : isWithin(limit, value) };
};

/** A number in a panel's unit. */
export const inUnit = ({ unit, queries }: Panel, value: number): string =>
  formattedValueToString(getValueFormat(unit ?? queries[0]?.unit ?? 'short')(value));

/** Why a panel has no number, in a few words. */
export const silenceOf = ({ queries }: Panel): string | undefined => {
  const needs = queries[0]?.needs;
  return needs === undefined ? undefined : SITUATIONS[needs].shows;
};
