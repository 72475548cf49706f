import React, { useDeferredValue, useMemo } from 'react';
import { Stack } from '@grafana/ui';
import { ConsolePage } from '../../app/page';
import { useObjectives } from '../../objectives/use-objectives';
import { DataState, Skeleton } from '../../states';
import { Headline } from './headline';
import { ObjectiveCards } from './objective-cards';
import { RightNow } from './right-now';
import { sentence } from './sentence/sentence';
import { WhatChanged } from './what-changed';

/** Are the promises kept, which one is not, and what changed. */
export default function Overview() {
  const { answered, objectives, targetsUp } = useObjectives();
  const said = useMemo(() => sentence(objectives, { targetsUp }), [objectives, targetsUp]);
  // The sentence is what people come for: it is painted before the cards are drawn.
  const cards = useDeferredValue(objectives);
  return (
    <ConsolePage>
      <Stack direction="column" gap={2}>
        <DataState answered={answered} isEmpty={false} skeleton={<Loading />}>
          <Headline sentence={said} />
        </DataState>
        <RightNow />
        {cards.length > 0 && <ObjectiveCards objectives={cards} />}
        {/* What is wrong with Prometheus is said once. */}
        {answered.state !== 'error' && <WhatChanged />}
      </Stack>
    </ConsolePage>
  );
}

/** As high as what comes, so that nothing jumps. */
const Loading = () => (
  <Stack direction="column" gap={2}>
    <Skeleton height={112} />
    <Skeleton height={480} />
  </Stack>
);
