import type { Objective } from '../schema.js';
import { RECORDED } from './names.js';
import { equals, selector } from './promql.js';
import type { RecordingRule } from './rule.js';

type Name = keyof typeof RECORDED;

/** A selector of a recorded series of an objective, of one window where it has windows. */
export function recorded(name: Name, { id }: Objective, window?: string): string {
  return selector(RECORDED[name], equals({ objective: id, ...(window !== undefined && { window }) }));
}

/** The rule that records a series of an objective. */
export function record(
  name: Name,
  { id }: Objective,
  expr: string,
  labels: RecordingRule['labels'] = {},
): RecordingRule {
  return { record: RECORDED[name], expr, labels: { objective: id, ...labels } };
}
