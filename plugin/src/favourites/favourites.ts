import * as z from 'zod/mini';

/** What a reader has starred: ids of objectives, names of pages. */
export interface Favourites {
  readonly objectives: readonly string[];
  readonly pages: readonly string[];
}

/** What can be starred. */
export type FavouriteKind = keyof Favourites;

/** Nobody needs more, and what a browser or Grafana stores has limits. */
const MAX = 100;

const ids = z._default(z.array(z.string()), []);
const stored = z.object({ objectives: ids, pages: ids });

/** Nothing starred. */
export const NO_FAVOURITES: Favourites = { objectives: [], pages: [] };

/** Reads what was stored; nothing where it cannot be read, as stars are no reason for a page to fail. */
export const parseFavourites = (text: string | null): Favourites => {
  if (text === null) return NO_FAVOURITES;
  try {
    const result = stored.safeParse(JSON.parse(text));
    return result.success ? result.data : NO_FAVOURITES;
  } catch {
    return NO_FAVOURITES;
  }
};

/** With one star set or taken away; the oldest goes when there are too many. */
export const toggled = (favourites: Favourites, kind: FavouriteKind, id: string): Favourites => {
  const others = favourites[kind].filter((one) => one !== id);
  const isSet = others.length < favourites[kind].length;
  return { ...favourites, [kind]: isSet ? others : [...others, id].slice(-MAX) };
};
