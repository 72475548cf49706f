import { isMap, isNode, isScalar, isSeq, type Document, type LineCounter, type Node } from 'yaml';

/** The way to a field: keys and indexes from the top of the file. */
export type Path = readonly PropertyKey[];

/** Where a field stands; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

interface Step {
  readonly key: unknown;
  readonly value: unknown;
}

function step(node: unknown, segment: PropertyKey): Step | undefined {
  if (isMap(node)) return node.items.find(({ key }) => isScalar(key) && key.value === segment);
  if (isSeq(node) && typeof segment === 'number') return { key: undefined, value: node.items[segment] };
  return undefined;
}

function deepestNode(contents: unknown, path: Path, pointAtKey: boolean): Node | undefined {
  let node = contents;
  for (const [index, segment] of path.entries()) {
    const next = step(node, segment);
    if (!next) break;
    const isLast = index === path.length - 1;
    node = isLast && pointAtKey ? next.key : next.value;
  }
  return isNode(node) ? node : undefined;
}

/**
 * Where a field stands in a document, or the closest thing around it that exists: a missing field is reported at the
 * map that should have it. `pointAtKey` gives the field's name instead of its value.
 */
export function positionOf(document: Document, lines: LineCounter, path: Path, pointAtKey: boolean): Position {
  const offset = deepestNode(document.contents, path, pointAtKey)?.range?.[0] ?? 0;
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** A path as a person writes it: `objectives[2].target.atLeast`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    return text === '' ? String(segment) : `${text}.${String(segment)}`;
  }, '');
}
