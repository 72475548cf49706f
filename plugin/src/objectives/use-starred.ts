/** Favourites among the objectives. */
export interface Starred {
  readonly starred: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
}

const NONE: Starred = { starred: new Set(), toggle: () => undefined };
/** The objectives that the reader has starred. */
export const useStarred = (): Starred => NONE;
