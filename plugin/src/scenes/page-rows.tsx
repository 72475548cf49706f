import React, { Fragment, useId } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { Skeleton } from '../states';
import type { PageScene, PlacedRow } from './page-scene';
import { PanelSlot } from './panel-slot';

/** The rows of a page: the first stands open, as it says how things are; the others fold. */
export const PageRows = ({ model }: { model: PageScene }) => {
  const styles = useStyles2(getStyles);
  const { rows, afterFirstRow, isReady } = model.useState();
  if (!isReady) return <Skeleton height={rows[0]?.panelHeight} />;
  return (
    <div className={styles.rows}>
      {rows.map((row, index) => (
        <Fragment key={row.title}>
          <RowOfPage row={row} scene={model} mayFold={index > 0} />
          {index === 0 ? afterFirstRow : null}
        </Fragment>
      ))}
    </div>
  );
};

interface RowProps {
  row: PlacedRow;
  scene: PageScene;
  mayFold: boolean;
}

const RowOfPage = ({ row, scene, mayFold }: RowProps) => {
  const styles = useStyles2(getStyles);
  const id = useId();
  const { folded, marked } = scene.useState();
  const isOpen = !mayFold || !folded.includes(row.title);
  return (
    <section aria-label={row.title}>
      {mayFold ? (
        <h2 className={styles.heading}>
          <button
            type="button"
            className={styles.fold}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => {
              scene.fold(row.title, isOpen);
            }}
          >
            <Icon name={isOpen ? 'angle-down' : 'angle-right'} />
            {row.title}
          </button>
        </h2>
      ) : null}
      <div id={id} className={styles.panels} hidden={!isOpen}>
        {isOpen
          ? row.panels.map((placed) => (
              <PanelSlot
                key={placed.panel.id}
                placed={placed}
                height={row.panelHeight}
                isMarked={placed.panel.id === marked}
              />
            ))
          : null}
      </div>
    </section>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  rows: css({
    container: 'rows / inline-size',
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
  }),
  panels: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(24, minmax(0, 1fr))',
    gap: theme.spacing(1),
    '&[hidden]': { display: 'none' },
  }),
  heading: css({ margin: theme.spacing(1, 0, 1) }),
  fold: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.25, 0.5),
    border: 'none',
    borderRadius: theme.shape.radius.default,
    background: 'transparent',
    color: theme.colors.text.primary,
    fontSize: theme.typography.h5.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
});
