import { useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { useStore } from 'zustand';
import type { LiveChannel } from '../live-channel';
import { setFollowing } from '../live-state';
import { RowWindow, type Range } from './row-window';
import { isAtEnd, wantsOlder } from './scrolling';

/** The elements of a list, and what to draw of it. */
interface Rows {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** As high as all rows would be. */
  readonly content: RefObject<HTMLDivElement | null>;
  /** Holds the rows that are drawn, one after the other. */
  readonly feed: RefObject<HTMLDivElement | null>;
  readonly drawn: Range;
  readonly onScroll: () => void;
}

/** Measures the rows that are drawn; whether anything moved. */
function measureRows(rows: RowWindow, { first }: Range, feed: HTMLElement): boolean {
  let hasMoved = false;
  let index = first;
  for (const { children } = feed; index - first < children.length; index++) {
    const heightPx = children[index - first]?.getBoundingClientRect().height ?? 0;
    hasMoved = rows.measure(index, heightPx) || hasMoved;
  }
  return hasMoved;
}

function setPx(element: HTMLElement, side: 'height' | 'top', px: number): void {
  const value = `${px}px`;
  if (element.style[side] !== value) element.style[side] = value;
}

/**
 * Draws the rows in view of a live channel. Rows stand in the flow of one element, so that a frame moves that one alone,
 * and they are measured before the frame is painted, so that nothing is seen where it will not stay.
 */
export function useRows(live: LiveChannel): Rows {
  const log = useStore(live.store, (state) => state.log);
  const isFollowing = useStore(live.store, (state) => state.isFollowing);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const feed = useRef<HTMLDivElement>(null);
  const [rows] = useState(() => new RowWindow());
  const [, draw] = useReducer((times: number) => times + 1, 0);
  rows.show(log, isFollowing);
  const drawn = rows.drawn;
  const last = useRef(drawn);

  const place = useCallback(() => {
    if (!scroller.current || !content.current || !feed.current) return;
    const move = (totalElement: HTMLElement, rowsElement: HTMLElement) => {
      setPx(totalElement, 'height', rows.totalPx);
      setPx(rowsElement, 'top', rows.startOf(last.current.first));
    };
    move(content.current, feed.current);
    rows.resize(scroller.current.clientHeight);
    if (measureRows(rows, last.current, feed.current)) move(content.current, feed.current);
    if (Math.abs(scroller.current.scrollTop - rows.topPx) >= 1) scroller.current.scrollTop = rows.topPx;
    if (!rows.isCoveredBy(last.current)) draw();
  }, [rows]);

  useLayoutEffect(() => {
    last.current = drawn;
    place();
  });

  useEffect(() => {
    const observer = new ResizeObserver(place);
    if (scroller.current) observer.observe(scroller.current);
    if (feed.current) observer.observe(feed.current);
    return () => {
      observer.disconnect();
    };
  }, [place]);

  // A page that does not fill the view cannot be scrolled, so it is never near its top by scrolling.
  useEffect(() => {
    if (log.hasOlder && rows.isAllInView) void live.loadOlder();
  }, [live, log, rows]);

  const onScroll = () => {
    const view = scroller.current;
    if (view === null) return;
    // While much comes, who scrolls up by little would be brought back with each frame.
    const isLeaving = view.scrollTop < rows.topPx - 1;
    rows.scrolledTo(view.scrollTop);
    setFollowing(live.store, isAtEnd(view) && !isLeaving);
    // What failed is tried again when the reader says so, not with every pixel.
    if (wantsOlder(view) && live.store.getState().older === 'idle') void live.loadOlder();
    // A frame without the rows would be seen.
    if (!rows.isCoveredBy(last.current)) flushSync(draw);
  };
  return { scroller, content, feed, drawn, onScroll };
}
