import { labelMatcher, type Labels, type Selector } from '../selectors.js';

/** Values that may meet a condition: the text itself, or the first alternative of a pattern with its dots filled in. */
function candidates({ value }: Selector): string[] {
  const alternatives = value
    .split('|')
    .map((text) => text.replaceAll('.*', 'x').replaceAll('.+', 'x').replaceAll('.', '0'));
  return [value, ...alternatives, 'other'];
}

function combinations(where: readonly Selector[]): Labels[] {
  const names = [...new Set(where.map(({ label }) => label))];
  return names.reduce<Labels[]>(
    (sets, label) => {
      const values = new Set(where.filter((selector) => selector.label === label).flatMap(candidates));
      return sets.flatMap((labels) => [...values].map((value) => ({ ...labels, [label]: value })));
    },
    [{}],
  );
}

/** Labels that meet some conditions and, where given, not all of some others. Throws a RangeError if it finds none. */
export function matchingLabels(where: readonly Selector[], unlike?: readonly Selector[]): Labels {
  const isLike = labelMatcher(where);
  const isUnlike = unlike === undefined ? () => true : (labels: Labels) => !labelMatcher(unlike)(labels);
  const found = combinations([...where, ...(unlike ?? [])]).find((labels) => isLike(labels) && isUnlike(labels));
  if (found) return found;
  throw new RangeError(`no labels found that meet ${JSON.stringify(where)} and not ${JSON.stringify(unlike)}`);
}
