import { APP_ID } from '@chatwatch/objectives/names';

/** Whether the browser loaded this document for a page of the console, and not for another page of Grafana. */
export const wasLoadedHere = (): boolean => {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation !== undefined && new RegExp(`/a/${APP_ID}(/|[?#]|$)`).test(navigation.name);
};

let isFirst = true;

/**
 * When the reader asked for the page that is about to be shown, on the clock of `performance.now()`: when the document
 * began, for the first page of one that was loaded for it.
 */
export const askedNow = (): number => {
  const began = isFirst && wasLoadedHere() ? 0 : performance.now();
  isFirst = false;
  return began;
};
