import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadObjectives } from '@chatwatch/objectives';

/** Writes the built-in objectives with bounds that every request and query exceeds; gives the file's path. */
export const writeStrictObjectives = (directory: string): string => {
  const objectives = loadObjectives().map((objective) => {
    const { indicator } = objective;
    if (indicator.kind === 'within') return { ...objective, indicator: { ...indicator, bound: 0.000_001 } };
    return indicator.kind === 'average' ? { ...objective, target: { atMost: 0.000_002 } } : objective;
  });
  const file = path.join(directory, 'objectives.yaml');
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ objectives }));
  return file;
};
