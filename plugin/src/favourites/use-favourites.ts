import { useCallback, useEffect } from 'react';
import { usePluginUserStorage } from '@grafana/runtime';
import { create } from 'zustand';
import { NO_FAVOURITES, parseFavourites, toggled, type FavouriteKind, type Favourites } from './favourites';

type Storage = ReturnType<typeof usePluginUserStorage>;

const KEY = 'favourites';

interface State {
  favourites: Favourites;
  /** Whether they were read, or are being read. */
  isAsked: boolean;
}

/** One for all that show stars, so that they agree. */
const useStore = create<State>(() => ({ favourites: NO_FAVOURITES, isAsked: false }));

const read = async (storage: Storage): Promise<void> => {
  if (useStore.getState().isAsked) return;
  useStore.setState({ isAsked: true });
  try {
    const favourites = parseFavourites(await storage.getItem(KEY));
    // What was starred while they were read stays.
    if (useStore.getState().favourites === NO_FAVOURITES) useStore.setState({ favourites });
  } catch {
    useStore.setState({ isAsked: false });
  }
};

const write = async (storage: Storage): Promise<void> => {
  try {
    await storage.setItem(KEY, JSON.stringify(useStore.getState().favourites));
  } catch {
    // They hold until the page is left; there is nothing that the reader could do about it.
  }
};

/** What the reader has starred, kept by Grafana for the reader alone, and in the browser where it does not. */
export const useFavourites = (): Favourites & { toggle: (kind: FavouriteKind, id: string) => void } => {
  const storage = usePluginUserStorage();
  const favourites = useStore((state) => state.favourites);
  useEffect(() => {
    void read(storage);
  }, [storage]);
  const toggle = useCallback(
    (kind: FavouriteKind, id: string) => {
      useStore.setState((state) => ({ favourites: toggled(state.favourites, kind, id) }));
      void write(storage);
    },
    [storage],
  );
  return { ...favourites, toggle };
};
