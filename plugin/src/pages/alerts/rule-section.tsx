import React, { useId, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Text, TextLink, useStyles2 } from '@grafana/ui';
import { useLinks } from '../../links';
import { t } from '../../locales/text';
import { countStates } from './filter';
import type { RuleGroup } from './group-rules';
import { activeNow, type ActiveTime } from './history';
import type { Promised } from './promises';
import { RuleRow } from './rule-row';
import { StateBadge } from './state-badge';

interface RuleSectionProps {
  group: RuleGroup;
  promised: Promised | undefined;
  history: ReadonlyMap<string, readonly ActiveTime[]>;
  range: { fromMs: number; toMs: number };
  timeZone: string;
  /** Opened from the start: something is wrong in it, or somebody looks for it. */
  isWanted: boolean;
}

/** The rules of one objective. One that is quiet is closed until somebody opens it. */
export const RuleSection = ({ group, promised, history, range, timeZone, isWanted }: RuleSectionProps) => {
  const styles = useStyles2(getStyles);
  const [chosen, setChosen] = useState<boolean>();
  const rulesId = useId();
  const isOpen = chosen ?? isWanted;
  const { objective, rules, state } = group;
  const title = objective === '' ? t('alerts.targets', 'The service’s targets') : (promised?.title ?? objective);
  return (
    <section className={styles.section} aria-label={title}>
      <header className={styles.header}>
        <Button
          fill="text"
          variant="secondary"
          icon={isOpen ? 'angle-down' : 'angle-right'}
          aria-expanded={isOpen}
          aria-controls={rulesId}
          onClick={() => {
            setChosen(!isOpen);
          }}
        >
          {title}
        </Button>
        <Text color="secondary" variant="bodySmall">
          {promised?.target ?? ''}
        </Text>
        <div className={styles.state}>
          <StateBadge state={state} />
          <Text color="secondary" variant="bodySmall">
            {t('alerts.of-rules', '{{some}} of {{all}} rules', {
              some: countStates(rules).get(state) ?? 0,
              all: rules.length,
            })}
          </Text>
          {objective !== '' && <ObjectiveLink objective={objective} title={title} />}
        </div>
      </header>
      <ul id={rulesId} className={styles.rules} hidden={!isOpen}>
        {isOpen &&
          rules.map((rule) => (
            <RuleRow
              key={rule.key}
              rule={rule}
              spans={history.get(rule.name) ?? activeNow(rule, range.toMs)}
              range={range}
              unit={promised?.unit}
              timeZone={timeZone}
            />
          ))}
      </ul>
    </section>
  );
};

const ObjectiveLink = ({ objective, title }: { objective: string; title: string }) => {
  const links = useLinks();
  return (
    <TextLink
      href={links.page('objectives', { detail: objective })}
      variant="bodySmall"
      inline={false}
      aria-label={t('alerts.to-objective', 'Objective: {{title}}', { title })}
    >
      {t('alerts.objective', 'Objective')}
    </TextLink>
  );
};

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
  }),
  header: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(1),
    padding: theme.spacing(0.5, 1.5, 0.5, 0.5),
  }),
  state: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1.5), marginLeft: 'auto' }),
  rules: css({ listStyle: 'none', margin: 0, padding: 0 }),
});
