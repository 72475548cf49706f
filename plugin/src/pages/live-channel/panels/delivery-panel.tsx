import React, { useMemo } from 'react';
import { queries } from '@chatwatch/dashboards/browser';
import { Trans } from '@grafana/i18n';
import { Stack, Text } from '@grafana/ui';
import { useControls } from '../../../controls';
import { latest, useQueries, type Ask } from '../../../data/prometheus';
import { t } from '../../../locales/text';
import { ProblemNote } from '../../../states';
import { type Buckets, DEFAULT_EDGES, quantileOf } from '../delivery/buckets';
import { serviceBuckets } from '../delivery/service-buckets';
import type { LiveChannel } from '../live-channel';
import { Histogram } from './histogram';
import { Panel } from './panel';
import { type QuantileLine, Quantiles } from './quantiles';
import { useSummary } from './use-summary';

interface DeliveryPanelProps {
  live: LiveChannel;
}

const ASKS: readonly Ask[] = [
  { query: queries.realtimeQueries.deliveryHeatmap, kind: 'range', maxPoints: 60 },
  { query: queries.realtimeQueries.stageP99, kind: 'instant' },
];

const quantiles = (buckets: Buckets | undefined): Omit<QuantileLine, 'name'> =>
  buckets === undefined
    ? {}
    : { p50: quantileOf(buckets, 0.5), p95: quantileOf(buckets, 0.95), p99: quantileOf(buckets, 0.99) };

/** How long messages take to get here, beside what readers reported and what each stage of the service takes. */
export const DeliveryPanel = ({ live }: DeliveryPanelProps) => {
  const { isVisible } = useControls();
  const { answers, problem } = useQueries(ASKS);
  const [heatmap = [], stages = []] = answers;
  const readers = useMemo(() => serviceBuckets(heatmap), [heatmap]);
  const summary = useSummary(live, readers?.edges ?? DEFAULT_EDGES, isVisible);
  const lines: QuantileLine[] = [
    { name: t('live-channel.delivery.here', 'Seen here'), ...summary },
    { name: t('live-channel.delivery.readers', 'Reported by readers'), ...quantiles(readers) },
    ...stages.map((series) => ({
      name: t('live-channel.delivery.stage', 'Service: {{stage}}', { stage: series.legend }),
      p99: latest(series),
    })),
  ];
  return (
    <Panel title={t('live-channel.delivery.title', 'Delivery')}>
      <Stack direction="column" gap={2}>
        {summary.count === 0 && (
          <Text color="secondary" variant="bodySmall">
            <Trans i18nKey="live-channel.delivery.none">Nothing was written since this page opened.</Trans>
          </Text>
        )}
        <Quantiles lines={lines} />
        {(summary.count > 0 || readers !== undefined) && <Histogram here={summary.buckets} readers={readers} />}
        {problem && <ProblemNote problem={problem} />}
      </Stack>
    </Panel>
  );
};
