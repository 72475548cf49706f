import type { CacheHits } from './status/cache-hits.js';
import { objectivesTable, verdict } from './status/objectives-table.js';
import { span, type Line } from './status/paint.js';
import type { Percentiles } from './status/percentile-window.js';
import type { Speeds, Status } from './status/status.js';
import { count, duration, megabytes, percent, percentiles, perSecond } from './status/words.js';
import { faultCount, type LedgerTotals } from './replay/ledger/totals.js';

/** Why a replay ended. */
export type Ending = 'trace' | 'time' | 'signal' | 'service';

/** The parts of the last status that stand for the whole run. */
type Lasting =
  | 'url'
  | 'elapsedSeconds'
  | 'traceSeconds'
  | 'traceLengthSeconds'
  | 'speed'
  | 'totals'
  | 'connections'
  | 'visits'
  | 'objectives'
  | 'cacheHits'
  | 'seriesCount'
  | 'residentBytes';

/** What a run came to; `--json` writes it as it is. */
export interface Summary extends Pick<Status, Lasting> {
  readonly startedAt: string;
  readonly endedBy: Ending;
  /** How the service ended when it did so by itself; null when it was stopped. */
  readonly serviceFailure: string | null;
  /** Every promise about messages was kept, and the service lived. */
  readonly isClean: boolean;
  readonly messagesPerSecond: Omit<Speeds, 'now'>;
  readonly deliveriesPerSecond: Omit<Speeds, 'now'>;
  /** As the readers measured it, milliseconds; null when nothing was delivered. */
  readonly deliveryMs: Percentiles | null;
  readonly objectivesMet: number;
  readonly objectivesMissed: number;
  readonly byChannel: readonly LedgerTotals[];
}

export interface Outcome {
  readonly status: Status;
  readonly byChannel: readonly LedgerTotals[];
  readonly startedAt: string;
  readonly endedBy: Ending;
  readonly serviceFailure: string | null;
}

/** Sums up a run whose ledger is closed. */
export function summarise({ status, byChannel, startedAt, endedBy, serviceFailure }: Outcome): Summary {
  const { url, elapsedSeconds, traceSeconds, traceLengthSeconds, speed, messages, deliveries, overallMs } = status;
  const { totals, connections, visits, objectives, cacheHits, seriesCount, residentBytes } = status;
  return {
    startedAt,
    endedBy,
    serviceFailure,
    isClean: faultCount(totals) + totals.unacknowledged === 0 && serviceFailure === null,
    url,
    elapsedSeconds,
    traceSeconds,
    traceLengthSeconds,
    speed,
    totals,
    byChannel,
    messagesPerSecond: { peak: messages.peak, mean: messages.mean },
    deliveriesPerSecond: { peak: deliveries.peak, mean: deliveries.mean },
    deliveryMs: overallMs ?? null,
    connections,
    visits,
    objectivesMet: objectives.filter(({ state }) => state === 'met').length,
    objectivesMissed: objectives.filter(({ state }) => state === 'missed').length,
    objectives,
    cacheHits,
    seriesCount,
    residentBytes,
  };
}

const endings: Readonly<Record<Ending, string>> = {
  trace: 'the trace ended',
  time: 'its time was over',
  signal: 'it was stopped',
  service: 'the service ended',
};

/** The summary for a terminal; with its objectives where the screen did not show them last. */
export function renderSummary(summary: Summary, options: { readonly hasObjectives: boolean; readonly width: number }) {
  const table = options.hasObjectives ? [...objectivesTable(summary.objectives, options.width), []] : [];
  return [[], ...table, ...figures(summary), [], conclusion(summary)];
}

function figures(summary: Summary): readonly Line[] {
  const { totals, messagesPerSecond, deliveriesPerSecond, deliveryMs, connections, visits } = summary;
  const pace = `${duration(summary.elapsedSeconds)} at ${summary.speed}×, until ${endings[summary.endedBy]}`;
  const memory = summary.residentBytes === null ? 'memory unknown' : `${megabytes(summary.residentBytes)} of memory`;
  return [
    figure('replayed', pace),
    figure(
      'messages',
      `${count(totals.sent)} sent, ${count(totals.acknowledged)} acknowledged, ${rates(messagesPerSecond)}`,
    ),
    figure('deliveries', `${count(totals.delivered)} checked, ${rates(deliveriesPerSecond)}`),
    figure('delivery time', percentiles(deliveryMs ?? undefined)),
    figure('faults', faults(totals)),
    figure('connections', `${connections.total}, ${count(connections.reconnects)} reconnects`),
    figure('visits', `${count(visits.made)} channels opened over HTTP, ${count(visits.failed)} failed`),
    figure('objectives', verdict(summary.objectives)),
    figure('cache', hits(summary.cacheHits)),
    figure('service', `${memory}, ${summary.seriesCount ?? 'unknown'} series in a scrape`),
  ];
}

const figure = (name: string, text: string): Line => [span(name.padEnd(15), 'dim'), span(text)];

const rates = ({ mean, peak }: Omit<Speeds, 'now'>): string =>
  `${perSecond(mean)} on average, ${perSecond(peak)} at most`;

function hits(groups: readonly CacheHits[]): string {
  const parts = groups.map(({ group, lookups, share }) => `${group} ${percent(share)} of ${count(lookups)}`);
  return parts.length > 0 ? `answered ${parts.join(', ')}` : 'not asked';
}

function faults({ lost, doubled, outOfOrder, wrongContent, failed, unacknowledged }: LedgerTotals): string {
  const unanswered = `${count(failed)} failed, ${count(unacknowledged)} unacknowledged`;
  return `${count(lost)} lost, ${count(doubled)} doubled, ${count(outOfOrder)} out of order, ${count(wrongContent)} changed, ${unanswered}`;
}

function conclusion({ isClean, serviceFailure }: Summary): Line {
  if (isClean) return [span('✓ Every message reached everybody once, in order and as it was sent.', 'good')];
  if (serviceFailure !== null) return [span(`✗ The service died: ${serviceFailure}.`, 'bad')];
  return [span('✗ Messages did not arrive as promised.', 'bad')];
}
