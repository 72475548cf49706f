import React from 'react';
import { queries } from '@chatwatch/dashboards/browser';
import { Stack } from '@grafana/ui';
import { ConsolePage } from '../../app/page';
import { latest, useQueries, type Ask } from '../../data/prometheus';
import { byUrgency, HealthBadge, healthOf, type Health } from '../../health';
import { DataState } from '../../states';

const ASKS: readonly Ask[] = [{ query: queries.allObjectivesQueries.state, kind: 'instant' }];

/** The state of each objective, worst first. */
export default function Overview() {
  const answered = useQueries(ASKS);
  const states = (answered.answers[0] ?? [])
    .map((series) => ({ objective: series.labels.objective ?? '', health: healthOf(latest(series)) }))
    .filter((one): one is { objective: string; health: Health } => one.health !== undefined)
    .sort((one, other) => byUrgency(one.health, other.health));
  return (
    <ConsolePage>
      <DataState answered={answered}>
        <Stack direction="column">
          {states.map(({ objective, health }) => (
            <Stack key={objective}>
              <HealthBadge state={health} />
              {objective}
            </Stack>
          ))}
        </Stack>
      </DataState>
    </ConsolePage>
  );
}
