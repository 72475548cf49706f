import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import { healthColour } from '../../../health';
import type { Change, Span } from './change';
import { marksOf, type Mark } from './time-line';
import { changeIcon, changeWords, laneWords } from './words';

interface TimeLineProps {
  changes: readonly Change[];
  span: Span;
  hrefOf: (change: Change) => string;
  timeOf: (at: number) => string;
}

const LANES = ['starts', 'alerts'] as const;

const isOf = (lane: (typeof LANES)[number], { kind }: Change): boolean => (kind === 'alert') === (lane === 'alerts');

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/**
 * Changes where they happened. A mark says what it is and when; the list below says the same at length.
 */
export const TimeLine = ({ changes, span, hrefOf, timeOf }: TimeLineProps) => {
  const styles = useStyles2(getStyles);
  const wordsOf = ({ changes: together }: Mark): React.ReactNode =>
    together.slice(0, 5).map((change, index) => (
      <div key={index}>
        {timeOf(change.at)} {changeWords(change)}
      </div>
    ));
  return (
    <div className={styles.line}>
      {LANES.map((lane) => (
        <React.Fragment key={lane}>
          <span className={styles.name}>{laneWords(lane)}</span>
          <div className={styles.lane}>
            {marksOf(
              changes.filter((change) => isOf(lane, change)),
              span,
            ).map((mark, index) => (
              <LaneMark key={index} mark={mark} words={wordsOf(mark)} hrefOf={hrefOf} timeOf={timeOf} />
            ))}
          </div>
        </React.Fragment>
      ))}
      <span />
      <div className={styles.ends}>
        <span>{timeOf(span.from)}</span>
        <span>{timeOf(span.to)}</span>
      </div>
    </div>
  );
};

interface LaneMarkProps {
  mark: Mark;
  words: React.ReactNode;
  hrefOf: (change: Change) => string;
  timeOf: (at: number) => string;
}

const LaneMark = ({ mark, words, hrefOf, timeOf }: LaneMarkProps) => {
  const styles = useStyles2(getStyles);
  const [first] = mark.changes;
  if (first === undefined) return null;
  const isAlert = first.kind === 'alert';
  const label = [timeOf(first.at), changeWords(first)].join(' ');
  return (
    <>
      {mark.width > 0 && (
        <span className={styles.bar} style={{ left: percent(mark.left), width: percent(mark.width) }} />
      )}
      <Tooltip content={<>{words}</>}>
        <a
          href={hrefOf(first)}
          aria-label={label}
          className={cx(styles.mark, isAlert && styles.alert)}
          style={{ left: percent(mark.left) }}
        >
          <Icon name={changeIcon(first)} size="sm" />
          {mark.changes.length > 1 && <span>{mark.changes.length}</span>}
        </a>
      </Tooltip>
    </>
  );
};

const getStyles = (theme: GrafanaTheme2) => {
  const firing = theme.visualization.getColorByName(healthColour('broken'));
  return {
    line: css({
      display: 'grid',
      gridTemplateColumns: 'max-content 1fr',
      gap: theme.spacing(0.5, 1.5),
      alignItems: 'center',
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    name: css({ [theme.breakpoints.down('sm')]: { gridColumn: '1 / -1' } }),
    lane: css({
      position: 'relative',
      height: theme.spacing(3.5),
      margin: theme.spacing(0, 1.5),
      borderRadius: theme.shape.radius.default,
      backgroundColor: theme.colors.background.secondary,
      [theme.breakpoints.down('sm')]: { gridColumn: '1 / -1' },
    }),
    bar: css({ position: 'absolute', top: 0, bottom: 0, minWidth: 2, backgroundColor: firing, opacity: 0.25 }),
    mark: css({
      position: 'absolute',
      top: '50%',
      display: 'inline-flex',
      alignItems: 'center',
      gap: 2,
      padding: theme.spacing(0.25, 0.5),
      borderRadius: theme.shape.radius.pill,
      border: `1px solid ${theme.colors.border.medium}`,
      backgroundColor: theme.colors.background.primary,
      color: theme.colors.text.primary,
      transform: 'translate(-50%, -50%)',
    }),
    alert: css({ borderColor: firing, svg: { color: firing } }),
    ends: css({
      display: 'flex',
      justifyContent: 'space-between',
      [theme.breakpoints.down('sm')]: { gridColumn: '1 / -1' },
    }),
  };
};
