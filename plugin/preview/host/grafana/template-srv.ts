import type { ScopedVars } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';

const VARIABLE = /\$(\w+)|\$\{(\w+)(?::\w+)?\}|\[\[(\w+)\]\]/g;

/** Writes a variable's value, or its values, into a query. */
export type Format = (value: string | readonly string[]) => string;

const listed: Format = (value) => (typeof value === 'string' ? value : `{${value.join(',')}}`);

/** Puts the values of variables that a request brings into a text; others stay as they are. */
export function replaceVariables(text: string, scopedVars: ScopedVars, format: Format = listed): string {
  return text.replace(VARIABLE, (whole, bare?: string, braced?: string, bracketed?: string) => {
    const value: unknown = scopedVars[bare ?? braced ?? bracketed ?? '']?.value;
    if (value === undefined || value === null) return whole;
    return format(textOf(value));
  });
}

/** A variable's value as text, or as several; numbers as they are written. */
export function textOf(value: unknown): string | readonly string[] {
  if (Array.isArray(value)) return value.map((one) => [textOf(one)].flat().join());
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Grafana's service for variables; dashboards do not exist here, so there are none beside those of a request. */
export const templateSrv: TemplateSrv = {
  getVariables: () => [],
  containsTemplate: (text = '') => text.search(VARIABLE) >= 0,
  updateTimeRange: () => undefined,
  // A function given is one that writes values, whatever its type says.
  replace: (text = '', scopedVars = {}, format) =>
    replaceVariables(text, scopedVars, typeof format === 'function' ? (format as Format) : undefined),
};
