import { contradictions } from './contradictions.js';
import { ObjectivesError, type Problem } from './errors.js';
import type { Links } from './rules/links.js';
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

function idOf(objective: unknown): string | undefined {
  if (typeof objective !== 'object' || objective === null || !('id' in objective)) return undefined;
  return typeof objective.id === 'string' ? objective.id : undefined;
}

/** The issue with the name of the objective it is about, which says more than its place in the list. */
function named(issue: Issue, objectives: readonly unknown[]): Issue {
  const [list, index, field] = issue.path;
  const id = list === 'objectives' && typeof index === 'number' && field !== 'id' ? idOf(objectives[index]) : undefined;
  return id === undefined ? issue : { ...issue, message: `${issue.message} (objective ${id})` };
}

/** All that an objectives file holds. */
export interface ObjectivesFile {
  readonly objectives: Objectives;
  readonly links: Links;
}

/**
 * Reads the text of an objectives file with the links of its alerts. `fileName` is only for messages.
 *
 * Throws an {@link ObjectivesError} `objectives_invalid` that lists every problem with file, line, column and field.
 */
export function parseObjectivesFile(yamlText: string, fileName: string): ObjectivesFile {
  const file = readYaml(yamlText);
  if (!('data' in file)) throw invalid(fileName, file);

  const result = fileSchema.safeParse(file.data, { error: missingField });
  const objectives = rawObjectives(file.data);
  const issues = [
    ...shapeIssues(result.error),
    ...duplicateIds(objectives),
    ...objectives.flatMap(contradictionIssues),
  ].map((issue) => named(issue, objectives));
  if (result.success && issues.length === 0) return deepFreeze(result.data);
  throw invalid(fileName, issues.map(file.problemAt));
}

/** Reads the objectives of a file's text; throws as {@link parseObjectivesFile} does. */
export function parseObjectives(yamlText: string, fileName: string): Objectives {
  return parseObjectivesFile(yamlText, fileName).objectives;
}
