import React, { useEffect, useRef, type CSSProperties } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { LazyLoader, sceneGraph } from '@grafana/scenes';
import { Icon, Text, useStyles2, type IconName } from '@grafana/ui';
import { healthIcon } from '../health';
import { t } from '../locales/text';
import { PanelShown } from '../vitals';
import { panelSituation, type PanelSituation } from './panel-situation';
import type { PlacedPanel } from './page-scene';

interface PanelSlotProps {
  placed: PlacedPanel;
  /** In pixels. */
  height: number;
  /** An address led to this panel: it is scrolled to and marked. */
  isMarked: boolean;
}

/** The place of a panel in its row. The panel is drawn, and asks, when it comes near the screen. */
export const PanelSlot = ({ placed, height, isMarked }: PanelSlotProps) => {
  const styles = useStyles2(getStyles);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isMarked) place.current?.scrollIntoView({ block: 'center' });
  }, [isMarked]);
  const { panel, span } = placed;
  const spans = { '--wide': span.wide, '--medium': span.medium, height } as CSSProperties;
  return (
    <div
      ref={place}
      id={`panel-${panel.id}`}
      className={cx(styles.slot, panel.view === 'stat' && styles.small, isMarked && styles.marked)}
      style={spans}
    >
      <LazyLoader key={String(panel.id)} className={styles.whole}>
        <DrawnPanel placed={placed} />
      </LazyLoader>
    </div>
  );
};

const DrawnPanel = ({ placed: { panel, viz } }: { placed: PlacedPanel }) => {
  const styles = useStyles2(getStyles);
  const { data } = sceneGraph.getData(viz).useState();
  const situation = panelSituation(panel, data);
  // A number without an answer says why by itself; there is no room for more.
  const isSaidByPanel = panel.view === 'stat' && situation.kind === 'empty';
  return (
    <div className={styles.whole}>
      <viz.Component model={viz} />
      {situation.kind === 'drawn' ? <PanelShown /> : null}
      {isSaidByPanel ? null : <Note situation={situation} isSmall={panel.view === 'stat'} />}
    </div>
  );
};

const wordsOf = (situation: PanelSituation): { icon: IconName; title: string; text?: string } | undefined => {
  // What to do about it stands above the panels.
  if (situation.kind === 'failed') return { icon: healthIcon('silent'), title: situation.problem.title };
  if (situation.kind !== 'empty') return undefined;
  const { shows, because } = situation;
  return {
    icon: because === undefined ? 'question-circle' : 'info-circle',
    title: shows ?? t('scenes.silence.title', 'No data'),
    text:
      because ?? t('scenes.silence.text', 'The service should always have an answer here: check that it is scraped.'),
  };
};

/** Lies over the panel's body, whose own words cannot tell a failure from silence. */
const Note = ({ situation, isSmall }: { situation: PanelSituation; isSmall: boolean }) => {
  const styles = useStyles2(getStyles);
  const words = wordsOf(situation);
  if (words === undefined) return null;
  const isQuiet = words.text === undefined;
  return (
    <div className={styles.note} role="note">
      <Icon name={words.icon} size={isSmall || isQuiet ? 'md' : 'xl'} className={styles.faint} />
      <Text
        weight={isQuiet ? 'regular' : 'medium'}
        color={isQuiet ? 'secondary' : 'primary'}
        variant={isQuiet ? 'bodySmall' : 'body'}
        textAlignment="center"
      >
        {words.title}
      </Text>
      {isSmall || words.text === undefined ? null : (
        <Text color="secondary" variant="bodySmall" textAlignment="center">
          {words.text}
        </Text>
      )}
    </div>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  slot: css({
    gridColumn: 'span var(--wide)',
    minWidth: 0,
    scrollMarginTop: theme.spacing(10),
    borderRadius: theme.shape.radius.default,
    '@container rows (max-width: 1000px)': { gridColumn: 'span var(--medium)' },
    '@container rows (max-width: 560px)': { gridColumn: 'span 24' },
  }),
  small: css({ '@container rows (max-width: 560px)': { gridColumn: 'span 12' } }),
  marked: css({ outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: 2 }),
  whole: css({ position: 'relative', width: '100%', height: '100%' }),
  note: css({
    position: 'absolute',
    inset: `${theme.spacing(theme.components.panel.headerHeight)} 1px 1px 1px`,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0, 2, 2),
    overflow: 'auto',
    background: theme.components.panel.background,
    borderRadius: theme.shape.radius.default,
  }),
  faint: css({ color: theme.colors.text.secondary, flexShrink: 0 }),
});
