import { without } from '../evaluate/labels.js';
import type { Row } from '../evaluate/rows.js';
import { PromqlError } from '../errors.js';
import { compilePattern } from '../pattern/compile.js';
import type { Labels } from '../series.js';

/** A template such as `$1-${name}` with the groups of a match; unknown ones are empty, `$$` is a dollar. */
const expand = (template: string, match: RegExpExecArray): string =>
  template.replaceAll(/\$(?:\$|(\w+)|\{(\w+)\})/g, (text, plain?: string, braced?: string) => {
    const name = plain ?? braced;
    if (name === undefined) return text === '$$' ? '$' : text;
    return (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? '';
  });

const replaced = (labels: Labels, target: string, value: string): Labels => {
  const kept = without(labels, new Set([target]));
  return value === '' ? kept : { ...kept, [target]: value };
};

/**
 * Rows with a label made from another one, where the pattern matches all of it.
 * @throws PromqlError for a pattern or a label's name that is none
 */
export const labelReplace = (
  rows: readonly Row[],
  target: string,
  template: string,
  source: string,
  pattern: string,
): Row[] => {
  if (!/^[A-Za-z_]\w*$/.test(target))
    throw new PromqlError('query_failed', `invalid destination label name in label_replace(): ${target}`);
  const compiled = compilePattern(pattern);
  return rows.map(({ labels, values }) => {
    const match = compiled.exec(labels[source] ?? '');
    return { labels: match === null ? labels : replaced(labels, target, expand(template, match)), values };
  });
};
