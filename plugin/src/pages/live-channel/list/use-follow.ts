import { useLayoutEffect, type RefObject } from 'react';
import type { Virtualizer } from '@tanstack/react-virtual';
import type { LiveChannel } from '../live-channel';
import { setFollowing, type LiveState } from '../live-state';
import { isAtEnd, wantsOlder } from './scrolling';

/** Keeps the list at its end while it follows, and asks for older messages near its top; gives the handler of scrolls. */
export function useFollow(
  live: LiveChannel,
  { log, isFollowing }: Pick<LiveState, 'log' | 'isFollowing'>,
  scroller: RefObject<HTMLElement | null>,
  virtualizer: Virtualizer<HTMLDivElement, HTMLDivElement>,
): () => void {
  // After the virtualizer's own effect, which keeps the place of what is read.
  useLayoutEffect(() => {
    if (isFollowing) virtualizer.scrollToEnd();
  }, [isFollowing, log, virtualizer]);

  // A page that does not fill the view cannot be scrolled, so it is never near its top by scrolling.
  useLayoutEffect(() => {
    const view = scroller.current;
    if (view !== null && log.hasOlder && view.clientHeight > 0 && virtualizer.getTotalSize() <= view.clientHeight) {
      void live.loadOlder();
    }
  }, [live, log, scroller, virtualizer]);

  return () => {
    const view = scroller.current;
    if (view === null) return;
    setFollowing(live.store, isAtEnd(view));
    // What failed is tried again when the reader says so, not with every pixel.
    if (wantsOlder(view) && live.store.getState().older === 'idle') void live.loadOlder();
  };
}
