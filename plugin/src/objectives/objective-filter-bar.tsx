import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { HEALTH } from '@chatwatch/dashboards/browser';
import { Button, FilterInput, useStyles2 } from '@grafana/ui';
import { byUrgency, healthIcon, healthWord, type Health } from '../health';
import { t } from '../locales/text';
import type { Objective } from './objective';
import type { ObjectiveFilter } from './use-objective-filter';

interface ObjectiveFilterBarProps {
  /** All of them, to be counted by state. */
  objectives: readonly Objective[];
  filter: ObjectiveFilter;
  onChange: (part: Partial<ObjectiveFilter>) => void;
}

const STATES = (Object.keys(HEALTH) as Health[]).sort(byUrgency); // of a literal

const toggled = (states: readonly Health[], state: Health): Health[] =>
  states.includes(state) ? states.filter((other) => other !== state) : [...states, state];

/** Narrows objectives down by words and by state; says how many there are of each. */
export const ObjectiveFilterBar = ({ objectives, filter, onChange }: ObjectiveFilterBarProps) => {
  const styles = useStyles2(getStyles);
  const counts = new Map<Health, number>();
  for (const { state } of objectives) counts.set(state, (counts.get(state) ?? 0) + 1);
  const offered = STATES.filter((state) => counts.has(state) || filter.states.includes(state));
  const words = t('objectives.filter', 'Filter objectives');
  return (
    <div className={styles.bar} role="search">
      <div className={styles.text}>
        <FilterInput
          value={filter.text}
          onChange={(text) => {
            onChange({ text });
          }}
          placeholder={words}
          aria-label={words}
          escapeRegex={false}
        />
      </div>
      <div className={styles.states} role="group" aria-label={t('objectives.filter-state', 'State')}>
        {offered.map((state) => (
          <Button
            key={state}
            size="sm"
            icon={healthIcon(state)}
            variant="secondary"
            fill={filter.states.includes(state) ? 'solid' : 'outline'}
            aria-pressed={filter.states.includes(state)}
            onClick={() => {
              onChange({ states: toggled(filter.states, state) });
            }}
          >
            {`${healthWord(state)} ${counts.get(state) ?? 0}`}
          </Button>
        ))}
      </div>
    </div>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  text: css({ flex: '0 1 280px', minWidth: 200 }),
  states: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) }),
});
