import type { SyntaxNode } from '@lezer/common';
import type { Query } from './query.js';
import { partsOf } from './syntax.js';

/** The names of a list such as `(route, status_code)`. */
export const labelsAt = (query: Query, list: SyntaxNode): string[] =>
  partsOf(list).map((label) => {
    if (label.name !== 'LabelName') throw query.unsupported(label.from, 'a quoted label name');
    return query.text.slice(label.from, label.to);
  });
