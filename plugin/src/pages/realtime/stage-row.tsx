import React, { type CSSProperties } from 'react';
import { css, cx } from '@emotion/css';
import { formattedValueToString, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import type { PageId } from '../../app/page-paths';
import { HealthBadge } from '../../health';
import { useLinks } from '../../links';
import { t } from '../../locales/text';
import { WHOLE_WAY, type Stage, type StageBar } from './waterfall';

interface StageRowProps {
  bar: StageBar;
  /** Where the scale ends. */
  endSeconds: number;
  /** What is promised of the whole way. */
  limitSeconds: number | undefined;
}

interface StageWords {
  title: string;
  what: string;
  /** Where to look when it is the slow one. */
  next: PageId | undefined;
}

const wordsOf = (stage: Stage): StageWords => {
  switch (stage) {
    case 'persist':
      return {
        title: t('realtime.stage.persist', 'Persist'),
        what: t('realtime.stage.persist-what', 'checked, and durable in the store'),
        next: 'data',
      };
    case 'publish':
      return {
        title: t('realtime.stage.publish', 'Publish'),
        what: t('realtime.stage.publish-what', 'in its turn in the channel, told to the nodes'),
        next: 'data',
      };
    case 'fanout':
      return {
        title: t('realtime.stage.fanout', 'Fan-out'),
        what: t('realtime.stage.fanout-what', 'waits until its readers are written to'),
        next: 'runtime',
      };
    case 'flush':
      return {
        title: t('realtime.stage.flush', 'Flush'),
        what: t('realtime.stage.flush-what', 'written to the sockets'),
        next: 'runtime',
      };
    case WHOLE_WAY:
      return {
        title: t('realtime.stage.client', 'At the reader'),
        what: t('realtime.stage.client-what', 'the whole way with the network, as readers measured it'),
        next: undefined,
      };
  }
};

const inSeconds = (seconds: number): string => formattedValueToString(getValueFormat('s')(seconds));

/** A stage of the way of a message: what it is, its bar, and its times. */
export const StageRow = ({ bar, endSeconds, limitSeconds }: StageRowProps) => {
  const { title, what, next } = wordsOf(bar.stage);
  const links = useLinks();
  const styles = useStyles2(getStyles);
  const { times } = bar;
  const isWhole = bar.stage === WHOLE_WAY;
  return (
    <tr>
      <th scope="row" className={styles.stage}>
        {next === undefined ? (
          title
        ) : (
          <TextLink href={links.page(next)} inline={false} variant="bodySmall">
            {title}
          </TextLink>
        )}
        <span className={styles.what}>{what}</span>
      </th>
      <td>
        <div className={styles.track}>
          {times === undefined ? null : <Segments bar={bar} endSeconds={endSeconds} />}
          {isWhole && limitSeconds !== undefined && limitSeconds <= endSeconds ? (
            <span
              className={styles.limit}
              style={{ left: percent(limitSeconds / endSeconds) }}
              title={limitWords(limitSeconds)}
            />
          ) : null}
        </div>
        {isWhole && limitSeconds !== undefined ? (
          <span className={styles.promise}>
            {limitWords(limitSeconds)}
            {times === undefined ? null : <HealthBadge state={times.p99 <= limitSeconds ? 'kept' : 'broken'} />}
          </span>
        ) : null}
      </td>
      {times === undefined ? (
        <td colSpan={3}>{t('realtime.stage.silent', 'nothing passed')}</td>
      ) : (
        [times.p50, times.p95, times.p99].map((seconds, index) => <td key={index}>{inSeconds(seconds)}</td>)
      )}
    </tr>
  );
};

const limitWords = (limitSeconds: number): string =>
  t('realtime.waterfall.limit', 'Promised: 99 % within {{limit}}', { limit: inSeconds(limitSeconds) });

const percent = (share: number): string => `${share * 100}%`;

/** From the widest to the narrowest, so that each lies upon the one before. */
const Segments = ({ bar: { stage, startSeconds, times }, endSeconds }: Pick<StageRowProps, 'bar' | 'endSeconds'>) => {
  const styles = useStyles2(getStyles);
  if (times === undefined || endSeconds === 0) return null;
  const place = (seconds: number): CSSProperties => ({
    left: percent(startSeconds / endSeconds),
    width: percent(seconds / endSeconds),
  });
  const whole = stage === WHOLE_WAY && styles.whole;
  return (
    <>
      <span className={cx(styles.bar, styles.nearlyAll, whole)} style={place(times.p99)} />
      <span className={cx(styles.bar, styles.most, whole)} style={place(times.p95)} />
      <span className={cx(styles.bar, whole)} style={place(times.p50)} />
    </>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  stage: css({ fontWeight: theme.typography.fontWeightRegular, whiteSpace: 'nowrap' }),
  what: css({
    display: 'block',
    color: theme.colors.text.secondary,
    whiteSpace: 'normal',
    minWidth: theme.spacing(18),
  }),
  track: css({
    position: 'relative',
    height: theme.spacing(1.75),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
  }),
  bar: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    // A stage of microseconds is still there.
    minWidth: 2,
    borderRadius: theme.shape.radius.default,
    background: theme.visualization.getColorByName('blue'),
  }),
  most: css({ opacity: 0.5 }),
  nearlyAll: css({ opacity: 0.25 }),
  whole: css({ background: theme.visualization.getColorByName('purple') }),
  limit: css({
    position: 'absolute',
    top: -3,
    bottom: -3,
    borderLeft: `2px dashed ${theme.visualization.getColorByName('red')}`,
  }),
  promise: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginTop: theme.spacing(0.5),
    color: theme.colors.text.secondary,
  }),
});
