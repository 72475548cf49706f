import { LineCounter, parseDocument, visit, type Document } from 'yaml';
import type * as z from 'zod';
import { contradictions } from './contradictions.js';
import { ObjectivesError, type Problem } from './errors.js';
import { formatPath, positionOf, type Path } from './position.js';
import { fileSchema, outlineSchema, type Objectives } from './schema.js';

interface Issue {
  readonly path: Path;
  readonly message: string;
  readonly pointAtKey?: boolean;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) deepFreeze<unknown>(part);
    Object.freeze(value);
  }
  return value;
}

function syntaxProblems(document: Document, lines: LineCounter): Problem[] {
  const problemAt = (offset: number, message: string): Problem => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col, path: '', message };
  };
  const problems = [...document.errors, ...document.warnings].map(({ pos, message }) => problemAt(pos[0], message));
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return;
      problems.push(problemAt(alias.range?.[0] ?? 0, `alias *${alias.source} has no anchor above it`));
    },
  });
  return problems;
}

function shapeIssues(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }];
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'is not a known field', pointAtKey: true }));
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

function invalid(fileName: string, problems: readonly Problem[]): ObjectivesError {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const lines = sorted.map(({ line, column, path, message }) => {
    const place = path === '' ? '' : ` ${path}`;
    return `  ${fileName}:${line}:${column}${place}: ${message}`;
  });
  const count = sorted.length === 1 ? '1 problem' : `${sorted.length} problems`;
  return new ObjectivesError('objectives_invalid', `${fileName} has ${count}:\n${lines.join('\n')}`, {
    problems: sorted,
  });
}

function toData(document: Document, fileName: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    // Aliases that multiply into something huge are only found here, without a place.
    const message = cause instanceof Error ? cause.message : String(cause);
    throw invalid(fileName, [{ line: 1, column: 1, path: '', message }]);
  }
}

/**
 * Reads the text of an objectives file. `fileName` is only for messages.
 *
 * Throws an {@link ObjectivesError} `objectives_invalid` that lists every problem with file, line, column and field.
 */
export function parseObjectives(yamlText: string, fileName: string): Objectives {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false });
  const broken = syntaxProblems(document, lines);
  if (broken.length > 0) throw invalid(fileName, broken);

  const data = toData(document, fileName);
  const result = fileSchema.safeParse(data, {
    error: (issue) => (issue.input === undefined ? 'is required' : undefined),
  });
  const objectives = rawObjectives(data);
  const issues = [
    ...(result.error?.issues ?? []).flatMap(shapeIssues),
    ...duplicateIds(objectives),
    ...objectives.flatMap(contradictionIssues),
  ];
  if (result.success && issues.length === 0) return deepFreeze(result.data.objectives);
  const problems = issues.map(({ path, message, pointAtKey = false }) => ({
    ...positionOf(document, lines, path, pointAtKey),
    path: formatPath(path),
    message,
  }));
  throw invalid(fileName, problems);
}
