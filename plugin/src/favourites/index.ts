export type { FavouriteKind, Favourites } from './favourites';
export { useFavourites } from './use-favourites';
