import React, { useCallback, useMemo, useState, type KeyboardEvent } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useStore } from 'zustand';
import { t } from '../../../locales/text';
import type { LiveChannel } from '../live-channel';
import { setFollowing } from '../live-state';
import { reader } from '../log/channel-log';
import { daysIn } from './days';
import { MessageRow } from './message-row';
import { NewestPill } from './newest-pill';
import { TopNote } from './top-note';
import { useRows } from './use-rows';

interface MessageListProps {
  live: LiveChannel;
  timeZone: string;
  /** The promised delivery time, milliseconds; undefined where nothing is promised. */
  boundMs: number | undefined;
}

/** All messages of a channel that are held, of which only those in view are drawn. */
export const MessageList = ({ live, timeZone, boundMs }: MessageListProps) => {
  const styles = useStyles2(getStyles);
  const log = useStore(live.store, (state) => state.log);
  const isFollowing = useStore(live.store, (state) => state.isFollowing);
  const [expanded, setExpanded] = useState<ReadonlySet<number>>(new Set());
  const { scroller, content, feed, drawn, onScroll } = useRows(live);
  const dayOf = useMemo(() => daysIn(timeZone), [timeZone]);
  const read = useMemo(() => reader(log), [log]);
  const onExpand = useCallback((seq: number) => {
    setExpanded((before) => new Set(before).add(seq));
  }, []);
  const toNewest = useCallback(() => {
    setFollowing(live.store, true);
    scroller.current?.focus();
  }, [live, scroller]);
  const onKeyDown = ({ key, target, currentTarget }: KeyboardEvent) => {
    if (target !== currentTarget) return;
    if (key === 'End') toNewest();
    if (key === 'Home') scroller.current?.scrollTo(0, 0);
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
        <div ref={content} className={styles.content}>
          <TopNote live={live} />
          <div ref={feed} role="feed" aria-label={t('live-channel.list.label', 'Messages')} className={styles.feed}>
            {Array.from({ length: drawn.end - drawn.first }, (_, place) => {
              const index = drawn.first + place;
              const before = read(index - 1);
              const message = read(index);
              if (message === undefined) return null;
              return (
                // How many there are changes all the time, which is said once and not by every row.
                <div
                  key={message.seq}
                  role="article"
                  aria-posinset={index + 1}
                  aria-setsize={-1}
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
    // The list keeps the place; two would move twice.
    overflowAnchor: 'none',
    contain: 'strict',
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  content: css({ position: 'relative', width: '100%' }),
  feed: css({ position: 'absolute', left: 0, width: '100%' }),
});
