import React, { useEffect, useState } from 'react';
import { css } from '@emotion/css';
import { t } from '../../locales/text';
import type { LiveChannel } from './live-channel';

interface AnnouncerProps {
  live: LiveChannel;
}

/** Often enough to know that something happens, rarely enough to hear anything else. */
const EVERY_MS = 15_000;

const hidden = css({
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
});

/** Tells those who listen to the page how many messages came; a busy channel is not read out message by message. */
export const Announcer = ({ live }: AnnouncerProps) => {
  const [text, setText] = useState('');
  useEffect(() => {
    let told = live.meter.count;
    const timer = setInterval(() => {
      const { count } = live.meter;
      if (count > told) setText(t('live-channel.announcer', '{{number}} new messages', { number: count - told }));
      told = count;
    }, EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [live]);
  return (
    <div className={hidden} role="status" aria-live="polite">
      {text}
    </div>
  );
};
