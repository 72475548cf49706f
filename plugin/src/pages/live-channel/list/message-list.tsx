import React, { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useStore } from 'zustand';
import { t } from '../../../locales/text';
import type { LiveChannel } from '../live-channel';
import { setFollowing } from '../live-state';
import { reader } from '../log/channel-log';
import { daysIn } from './days';
import { MessageRow } from './message-row';
import { NewestPill } from './newest-pill';
import { TopNote } from './top-note';
import { useFollow } from './use-follow';

interface MessageListProps {
  live: LiveChannel;
  timeZone: string;
  /** The promised delivery time, milliseconds; undefined where nothing is promised. */
  boundMs: number | undefined;
}

/** Where the note about older messages stands; always there, so that nothing moves when it changes. */
const TOP_PX = 40;
/** Height of most rows; others are measured. */
const ROW_PX = 30;
/** Rows drawn beyond the view on each side, so that a fast scroll shows no gap. */
const OVERSCAN = 6;

/** All messages of a channel that are held, of which only those in view are drawn. */
export const MessageList = ({ live, timeZone, boundMs }: MessageListProps) => {
  const styles = useStyles2(getStyles);
  const log = useStore(live.store, (state) => state.log);
  const isFollowing = useStore(live.store, (state) => state.isFollowing);
  const [expanded, setExpanded] = useState<ReadonlySet<number>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  const dayOf = useMemo(() => daysIn(timeZone), [timeZone]);
  const read = useMemo(() => reader(log), [log]);
  const getItemKey = useCallback((index: number) => read(index)?.seq ?? index, [read]);
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: log.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey,
    overscan: OVERSCAN,
    paddingStart: TOP_PX,
    paddingEnd: 8,
    // What is read stays where it is while pages come in front of it and the oldest go.
    anchorTo: 'end',
    directDomUpdates: true,
  });
  const onScroll = useFollow(live, { log, isFollowing }, scroller, virtualizer);
  const onExpand = useCallback((seq: number) => {
    setExpanded((before) => new Set(before).add(seq));
  }, []);
  const toNewest = useCallback(() => {
    setFollowing(live.store, true);
    scroller.current?.focus();
  }, [live]);
  const onKeyDown = ({ key, target, currentTarget }: KeyboardEvent) => {
    if (target !== currentTarget) return;
    if (key === 'End') toNewest();
    if (key === 'Home') virtualizer.scrollToIndex(0);
  };

  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        role="region"
        aria-label={t('live-channel.list.label', 'Messages')}
        // Messages are read on with the keys of a scroll area, so it takes the focus itself.
        tabIndex={0}
        data-testid="live-channel-list"
      >
        <div ref={virtualizer.containerRef} className={styles.content}>
          <TopNote live={live} />
          <div role="feed" aria-label={t('live-channel.list.label', 'Messages')} className={styles.feed}>
            {virtualizer.getVirtualItems().map(({ key, index }) => {
              const before = read(index - 1);
              const message = read(index);
              if (message === undefined) return null;
              return (
                <div
                  key={key}
                  ref={virtualizer.measureElement}
                  data-index={index}
                  className={styles.row}
                  role="article"
                  aria-posinset={index + 1}
                  aria-setsize={log.hasOlder ? -1 : log.count}
                  aria-label={message.author.name}
                >
                  <MessageRow
                    message={message}
                    // The first of a page may have been written on the day of the one before it: a day named for now
                    // would move what is read when that one comes.
                    beginsDay={before ? dayOf(message.createdAt) !== dayOf(before.createdAt) : !log.hasOlder}
                    timeZone={timeZone}
                    boundMs={boundMs}
                    isExpanded={expanded.has(message.seq)}
                    onExpand={onExpand}
                  />
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {!isFollowing && <NewestPill live={live} onClick={toNewest} />}
    </div>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({ position: 'relative', height: '100%', minHeight: 0 }),
  scroller: css({
    height: '100%',
    overflowY: 'auto',
    // The virtualizer keeps the place; two would move twice.
    overflowAnchor: 'none',
    contain: 'strict',
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  content: css({ position: 'relative', width: '100%' }),
  feed: css({ display: 'contents' }),
  row: css({ position: 'absolute', top: 0, left: 0, width: '100%' }),
});
