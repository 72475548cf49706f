import { useCallback, useMemo } from 'react';
import { useFavourites } from '../favourites';

/** Favourites among the objectives. */
export interface Starred {
  readonly starred: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
}

/** The objectives that the reader has starred; the same objects until one changes. */
export function useStarred(): Starred {
  const { objectives, toggle: toggleFavourite } = useFavourites();
  const starred = useMemo(() => new Set(objectives), [objectives]);
  const toggle = useCallback(
    (id: string) => {
      toggleFavourite('objectives', id);
    },
    [toggleFavourite],
  );
  return { starred, toggle };
}
