export { useFavourites } from './use-favourites';
