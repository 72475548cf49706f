import { LineCounter, parseDocument, visit, type Document } from 'yaml';
import type * as z from 'zod';
import type { Problem } from './errors.js';
import { formatPath, positionOf, type Path } from './position.js';

/** A mistake at a field; `pointAtKey` means the field's name instead of its value. */
export interface Issue {
  readonly path: Path;
  readonly message: string;
  readonly pointAtKey?: boolean;
}

/** The content of a YAML file, and a way to say where in it something is wrong. */
export interface YamlFile {
  readonly data: unknown;
  readonly problemAt: (issue: Issue) => Problem;
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

/** Reads YAML. What it cannot read it answers with a list of problems instead. */
export function readYaml(text: string): YamlFile | readonly Problem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = syntaxProblems(document, lines);
  if (broken.length > 0) return broken;
  try {
    return {
      data: document.toJS(),
      problemAt: ({ path, message, pointAtKey = false }) => ({
        ...positionOf(document, lines, path, pointAtKey),
        path: formatPath(path),
        message,
      }),
    };
  } catch (cause) {
    // Aliases that multiply into something huge are only found here, without a place.
    return [{ line: 1, column: 1, path: '', message: cause instanceof Error ? cause.message : String(cause) }];
  }
}

/** What Zod found wrong, one issue for each unknown field and each thing wrong with a field's name. */
export function shapeIssues(error: z.ZodError | undefined): Issue[] {
  return (error?.issues ?? []).flatMap((issue) => {
    if (issue.code === 'invalid_key') {
      return issue.issues.map(({ message }) => ({ path: issue.path, message, pointAtKey: true }));
    }
    if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }];
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'is not a known field', pointAtKey: true }));
  });
}

/** Words for a field that is not there; to be given to Zod with each parse. */
export const missingField = (issue: { readonly input?: unknown }): string | undefined =>
  issue.input === undefined ? 'is required' : undefined;

/** Problems in the order in which they stand in their file. */
export function inFileOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/** A problem as a line: `objectives.yaml:3:5 objectives[0].id: is required`. */
export function problemLine(fileName: string, { line, column, path, message }: Problem): string {
  return `${fileName}:${line}:${column}${path === '' ? '' : ` ${path}`}: ${message}`;
}
