import { HEALTH } from '@chatwatch/dashboards/browser';
import type { Health } from '../health';
import type { Objective } from './objective';

const byTitle = (a: Objective, b: Objective): number => a.title.localeCompare(b.title) || a.id.localeCompare(b.id);

/**
 * Objectives in the order in which to look at them: by state, then how fast they burn, then by what is left of their
 * budget. Favourites come first within their state.
 */
export function worstFirst(objectives: readonly Objective[], favourites: ReadonlySet<string> = new Set()): Objective[] {
  const rank = ({ id }: Objective): number => (favourites.has(id) ? 0 : 1);
  return [...objectives].sort(
    (a, b) =>
      HEALTH[a.state].value - HEALTH[b.state].value ||
      rank(a) - rank(b) ||
      (b.burnRate ?? 0) - (a.burnRate ?? 0) ||
      (a.budgetLeft ?? 1) - (b.budgetLeft ?? 1) ||
      byTitle(a, b),
  );
}

/** What a table of objectives can be sorted by. */
export const SORT_KEYS = ['state', 'title', 'value', 'budget', 'burn', 'exhaustion', 'events'] as const;

/** See {@link SORT_KEYS}. */
export type SortKey = (typeof SORT_KEYS)[number];

const numbers: Record<Exclude<SortKey, 'state' | 'title'>, (objective: Objective) => number | undefined> = {
  value: ({ value }) => value,
  budget: ({ budgetLeft }) => budgetLeft,
  burn: ({ burnRate }) => burnRate,
  exhaustion: ({ exhaustionSeconds }) => exhaustionSeconds,
  events: ({ events }) => events,
};

/** Objectives by a column, smallest first or last; those without a number come last either way. */
export function sortedBy(
  objectives: readonly Objective[],
  key: SortKey,
  isDescending: boolean,
  favourites?: ReadonlySet<string>,
): Objective[] {
  if (key === 'state') {
    const sorted = worstFirst(objectives, favourites);
    return isDescending ? sorted.reverse() : sorted;
  }
  const sign = isDescending ? -1 : 1;
  if (key === 'title') return [...objectives].sort((a, b) => sign * byTitle(a, b));
  const numberOf = numbers[key];
  return [...objectives].sort((a, b) => {
    const [left, right] = [numberOf(a), numberOf(b)];
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined) || byTitle(a, b);
    return sign * (left - right) || byTitle(a, b);
  });
}

/** Objectives in one of some states, or in any where none is named, whose words contain the text. */
export function matching(
  objectives: readonly Objective[],
  { text, states }: { readonly text: string; readonly states: readonly Health[] },
): Objective[] {
  const wanted = text.trim().toLocaleLowerCase();
  return objectives.filter(
    ({ id, title, promise, state }) =>
      (states.length === 0 || states.includes(state)) &&
      (wanted === '' || [id, title, promise].some((words) => words.toLocaleLowerCase().includes(wanted))),
  );
}
