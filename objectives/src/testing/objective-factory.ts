import { stringify } from 'yaml';
import { parseObjectives } from '../parse.js';
import type { Objective } from '../schema.js';

/** Fields of an objective as they stand in a file, right or wrong. */
export type Fields = Readonly<Record<string, unknown>>;

const sound: Fields = {
  id: 'response-time',
  title: 'Response time',
  promise: 'Most responses are fast.',
  indicator: { kind: 'within', metric: 'response_seconds', bound: 0.2, minimumEvents: 10 },
  target: { atLeast: 0.95 },
  window: '28d',
  unit: 'seconds',
  severity: 'page',
  runbook: 'response-time',
};

/** The text of an objectives file; each objective is a sound one with some fields replaced. */
export function fileOf(...objectives: readonly Fields[]): string {
  return stringify(
    { objectives: objectives.map((fields) => ({ ...sound, ...fields })) },
    { aliasDuplicateObjects: false },
  );
}

/** A sound objective with some fields replaced. */
export function objectiveOf(fields: Fields = {}): Objective {
  const [objective] = parseObjectives(fileOf(fields), 'factory.yaml');
  if (!objective) throw new Error('the factory made a file without objectives');
  return objective;
}
