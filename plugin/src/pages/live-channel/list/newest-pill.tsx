import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useStore } from 'zustand';
import { t } from '../../../locales/text';
import type { LiveChannel } from '../live-channel';
import { countAfter } from '../log/channel-log';

interface NewestPillProps {
  live: LiveChannel;
  onClick: () => void;
}

/** Brings the reader back to the newest message, and says how many came meanwhile. */
export const NewestPill = ({ live, onClick }: NewestPillProps) => {
  const styles = useStyles2(getStyles);
  const count = useStore(live.store, ({ log, readUpTo }) => countAfter(log, readUpTo));
  return (
    <div className={styles.pill}>
      <Button size="sm" variant={count > 0 ? 'primary' : 'secondary'} icon="arrow-down" onClick={onClick}>
        {count > 0
          ? t('live-channel.pill.new', '{{number}} new', { number: count.toLocaleString() })
          : t('live-channel.pill.newest', 'To the newest')}
      </Button>
    </div>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  pill: css({
    position: 'absolute',
    bottom: theme.spacing(2),
    left: 0,
    right: 0,
    display: 'flex',
    justifyContent: 'center',
    pointerEvents: 'none',
    button: { pointerEvents: 'auto', borderRadius: theme.shape.radius.pill, boxShadow: theme.shadows.z2 },
  }),
});
