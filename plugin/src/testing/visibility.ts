import { act } from '@testing-library/react';

/** Hides the page or shows it, as a browser does when another tab is chosen. */
export const setVisibility = (state: 'visible' | 'hidden'): void => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
};
