import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { RuleState } from '../../data/grafana/alert-rule';
import { STATE_LOOKS, stateWord } from './state-look';

/** The state of a rule by icon, word and colour. */
export const StateBadge = ({ state }: { state: RuleState }) => {
  const styles = useStyles2(getStyles, state);
  return (
    <span className={styles}>
      <Icon name={STATE_LOOKS[state].icon} size="sm" aria-hidden />
      {stateWord(state)}
    </span>
  );
};

const getStyles = (theme: GrafanaTheme2, state: RuleState) => {
  const colour = theme.visualization.getColorByName(STATE_LOOKS[state].colour);
  return css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
    fontWeight: state === 'normal' ? theme.typography.fontWeightRegular : theme.typography.fontWeightMedium,
    // The word stays in the colour of text, which every theme keeps readable; the icon carries the state's.
    color: theme.colors.text.primary,
    svg: { color: colour },
  });
};
