import React, { useMemo, useState } from 'react';
import { locationUtil } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { Button, EmptyState, LinkButton, Stack } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { ConsolePage } from '../../app/page';
import { useControls } from '../../controls';
import type { FoundRules } from '../../data/grafana/fetch-alert-rules';
import { useAlertRules } from '../../data/grafana/use-alert-rules';
import { t } from '../../locales/text';
import { ProblemNote, Skeleton } from '../../states';
import { filterOf, matches, parametersOf, type RuleFilter } from './filter';
import { FilterBar } from './filter-bar';
import { firstRules, groupRules } from './group-rules';
import { HowToProvision, Notes } from './notes';
import { SILENCES_HREF } from './rule-links';
import { RuleSection } from './rule-section';
import { useSurroundings, type Surroundings } from './use-history';

/** Rules that are shown at once; more on demand, as a browser has its limits and readers theirs. */
const PAGE_OF_RULES = 100;

/** The rules that watch the service, worst first, by objective. */
export default function Alerts() {
  const { refreshNow } = useControls();
  const { found, problem } = useAlertRules();
  const surroundings = useSurroundings();
  return (
    <ConsolePage actions={<Actions />}>
      <Stack direction="column" gap={2}>
        {problem && <ProblemNote problem={problem} onRetry={refreshNow} />}
        {found === undefined && problem === undefined && <Skeleton height={480} />}
        {found !== undefined && <Rules found={found} surroundings={surroundings} />}
      </Stack>
    </ConsolePage>
  );
}

const Actions = () => (
  <Stack gap={1}>
    <LinkButton variant="secondary" size="sm" icon="bell-slash" href={locationUtil.assureBaseUrl(SILENCES_HREF)}>
      {t('alerts.silences', 'Silences')}
    </LinkButton>
    <LinkButton variant="secondary" size="sm" icon="bell" href={locationUtil.assureBaseUrl('/alerting/list')}>
      {t('alerts.all-rules', 'All rules of Grafana')}
    </LinkButton>
  </Stack>
);

const setFilter = (filter: RuleFilter): void => {
  // Typing is no step of the browser's history.
  locationService.partial(parametersOf(filter), true);
};

const Rules = ({ found, surroundings }: { found: FoundRules; surroundings: Surroundings }) => {
  const { search } = useLocation();
  const filter = useMemo(() => filterOf(search), [search]);
  const { rules } = found;
  const { promises } = surroundings;
  const shown = useMemo(
    () => groupRules(rules.filter((rule) => matches(rule, filter, promises.get(rule.objective ?? '')?.title))),
    [rules, filter, promises],
  );
  if (rules.length === 0) return <HowToProvision found={found} />;
  return (
    <>
      <Notes found={found} />
      <FilterBar rules={rules} filter={filter} onChange={setFilter} />
      {shown.length === 0 ? (
        <EmptyState variant="not-found" message={t('alerts.none-match', 'No rule matches')}>
          <Button
            variant="secondary"
            onClick={() => {
              setFilter({ states: [], severity: '', text: '' });
            }}
          >
            {t('alerts.clear-filter', 'Show all rules')}
          </Button>
        </EmptyState>
      ) : (
        <Sections groups={shown} surroundings={surroundings} isFiltered={parametersAreSet(filter)} />
      )}
    </>
  );
};

const parametersAreSet = ({ states, severity, text }: RuleFilter): boolean =>
  states.length > 0 || severity !== '' || text !== '';

interface SectionsProps {
  groups: ReturnType<typeof groupRules>;
  surroundings: Surroundings;
  isFiltered: boolean;
}

const Sections = ({ groups, surroundings: { history, promises }, isFiltered }: SectionsProps) => {
  const { range, timeZone } = useControls();
  const [limit, setLimit] = useState(PAGE_OF_RULES);
  const rangeMs = useMemo(() => ({ fromMs: range.from.valueOf(), toMs: range.to.valueOf() }), [range]);
  const all = groups.reduce((sum, { rules }) => sum + rules.length, 0);
  return (
    <>
      {firstRules(groups, limit).map((group) => (
        <RuleSection
          key={group.objective}
          group={group}
          promised={promises.get(group.objective)}
          history={history}
          range={rangeMs}
          timeZone={timeZone}
          isWanted={isFiltered || group.state !== 'normal'}
        />
      ))}
      {all > limit && (
        <Button
          variant="secondary"
          onClick={() => {
            setLimit(limit + PAGE_OF_RULES);
          }}
        >
          {t('alerts.show-more', 'Show more: {{shown}} of {{all}} rules are shown', { shown: limit, all })}
        </Button>
      )}
    </>
  );
};
