import { contradictions } from './contradictions.js';
import { ObjectivesError, type Problem } from './errors.js';
import { fileSchema, outlineSchema, type Objectives } from './schema.js';
import { inFileOrder, missingField, problemLine, readYaml, shapeIssues, type Issue } from './yaml-file.js';

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) deepFreeze<unknown>(part);
    Object.freeze(value);
  }
  return value;
}

function rawObjectives(data: unknown): readonly unknown[] {
  if (typeof data !== 'object' || data === null || !('objectives' in data)) return [];
  return Array.isArray(data.objectives) ? data.objectives : [];
}

function duplicateIds(objectives: readonly unknown[]): Issue[] {
  const firstIndex = new Map<unknown, number>();
  return objectives.flatMap((objective, index) => {
    if (typeof objective !== 'object' || objective === null || !('id' in objective)) return [];
    const first = firstIndex.get(objective.id);
    if (first === undefined) firstIndex.set(objective.id, index);
    if (first === undefined) return [];
    return [{ path: ['objectives', index, 'id'], message: `is the id of objectives[${first}] already` }];
  });
}

function contradictionIssues(objective: unknown, index: number): Issue[] {
  const outline = outlineSchema.safeParse(objective);
  if (!outline.success) return [];
  return contradictions(outline.data).map(({ path, message }) => ({ path: ['objectives', index, ...path], message }));
}

function invalid(fileName: string, found: readonly Problem[]): ObjectivesError {
  const problems = inFileOrder(found);
  const lines = problems.map((problem) => `  ${problemLine(fileName, problem)}`);
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return new ObjectivesError('objectives_invalid', `${fileName} has ${count}:\n${lines.join('\n')}`, { problems });
}

/**
 * Reads the text of an objectives file. `fileName` is only for messages.
 *
 * Throws an {@link ObjectivesError} `objectives_invalid` that lists every problem with file, line, column and field.
 */
export function parseObjectives(yamlText: string, fileName: string): Objectives {
  const file = readYaml(yamlText);
  if (!('data' in file)) throw invalid(fileName, file);

  const result = fileSchema.safeParse(file.data, { error: missingField });
  const objectives = rawObjectives(file.data);
  const issues = [
    ...shapeIssues(result.error),
    ...duplicateIds(objectives),
    ...objectives.flatMap(contradictionIssues),
  ];
  if (result.success && issues.length === 0) return deepFreeze(result.data.objectives);
  throw invalid(fileName, issues.map(file.problemAt));
}
