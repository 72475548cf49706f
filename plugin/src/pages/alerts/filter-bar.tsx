import React from 'react';
import { Button, FilterInput, RadioButtonGroup, Stack } from '@grafana/ui';
import { RULE_STATES, type AlertRule, type RuleState } from '../../data/grafana/alert-rule';
import { t } from '../../locales/text';
import { countStates, type RuleFilter } from './filter';
import { STATE_LOOKS, severityWord, stateWord } from './state-look';

interface FilterBarProps {
  /** All of them, as each state says how many it has. */
  rules: readonly AlertRule[];
  filter: RuleFilter;
  onChange: (filter: RuleFilter) => void;
}

const toggled = (states: readonly RuleState[], state: RuleState): RuleState[] =>
  states.includes(state) ? states.filter((one) => one !== state) : [...states, state];

/** Chooses rules by state, severity and words; what is chosen stands in the address. */
export const FilterBar = ({ rules, filter, onChange }: FilterBarProps) => {
  const counts = countStates(rules);
  const shown = RULE_STATES.filter((state) => counts.has(state) || filter.states.includes(state));
  return (
    <Stack gap={1} wrap="wrap" alignItems="center">
      <div role="group" aria-label={t('alerts.filter-state', 'State')}>
        <Stack gap={0.5} wrap="wrap">
          {shown.map((state) => (
            <Button
              key={state}
              size="sm"
              variant={filter.states.includes(state) ? 'primary' : 'secondary'}
              icon={STATE_LOOKS[state].icon}
              aria-pressed={filter.states.includes(state)}
              onClick={() => {
                onChange({ ...filter, states: toggled(filter.states, state) });
              }}
            >
              {`${stateWord(state)} ${counts.get(state) ?? 0}`}
            </Button>
          ))}
        </Stack>
      </div>
      <RadioButtonGroup
        size="sm"
        aria-label={t('alerts.filter-severity', 'Severity')}
        value={filter.severity}
        options={[
          { value: '', label: t('alerts.any-severity', 'Any severity') },
          { value: 'page', label: severityWord('page') },
          { value: 'ticket', label: severityWord('ticket') },
        ]}
        onChange={(severity) => {
          onChange({ ...filter, severity });
        }}
      />
      <FilterInput
        width={30}
        value={filter.text}
        placeholder={t('alerts.filter-text', 'Search rules')}
        aria-label={t('alerts.filter-text', 'Search rules')}
        onChange={(text) => {
          onChange({ ...filter, text });
        }}
      />
    </Stack>
  );
};
