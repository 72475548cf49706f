import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { HealthBadge, healthColour, healthIcon, type Health } from '../../health';
import { TextAnchor, useLinks } from '../../links';
import type { Piece } from './sentence/pieces';
import type { Sentence } from './sentence/types';

interface HeadlineProps {
  sentence: Sentence;
}

/** Whether the promises are kept, in one sentence, and what else is to be known. */
export const Headline = ({ sentence: { state, lead, rest } }: HeadlineProps) => {
  const styles = useStyles2(getStyles, state);
  const links = useLinks();
  const shown = (pieces: readonly Piece[]): ReactNode =>
    pieces.map(({ text, objective }, index) =>
      objective === undefined ? (
        text
      ) : (
        <TextAnchor key={index} href={links.page('objectives', { detail: objective })}>
          {text}
        </TextAnchor>
      ),
    );
  return (
    <section className={styles.box} aria-live="polite">
      <Icon name={healthIcon(state)} size="xxxl" className={styles.icon} aria-hidden />
      <div className={styles.words}>
        <HealthBadge state={state} />
        <h2 className={styles.lead}>{shown(lead)}</h2>
        {rest.length > 0 && (
          <p className={styles.rest}>
            {rest.map((pieces, index) => (
              <span key={index}>{shown(pieces)} </span>
            ))}
          </p>
        )}
      </div>
    </section>
  );
};

const getStyles = (theme: GrafanaTheme2, state: Health) => {
  const colour = theme.visualization.getColorByName(healthColour(state));
  return {
    box: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(2),
      padding: theme.spacing(2),
      borderRadius: theme.shape.radius.default,
      borderLeft: `${theme.spacing(0.5)} solid ${colour}`,
      backgroundColor: theme.colors.background.secondary,
    }),
    icon: css({ color: colour, flexShrink: 0, [theme.breakpoints.down('sm')]: { display: 'none' } }),
    // A link within a sentence is not told by its colour alone.
    words: css({ minWidth: 0, a: { textDecoration: 'underline' } }),
    lead: css({ ...theme.typography.h3, margin: theme.spacing(0.75, 0, 0), overflowWrap: 'anywhere' }),
    rest: css({ margin: theme.spacing(0.5, 0, 0), color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
  };
};
