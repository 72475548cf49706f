import {
  CoreApp,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { defer, from, last, map, switchMap, timeout, type Observable } from 'rxjs';
import { problemFrom, problemOf, type Problem } from '../../problems';
import type { Ask, Series } from './answer';
import { fill } from './fill';
import { seriesOf } from './frames';
import { intervalOf } from './interval';
import { Slots } from './slots';

/** One batch: what is asked, of whom, and about what. */
export interface Batch {
  asks: readonly Ask[];
  dataSource: string;
  range: TimeRange;
  timeZone: string;
  jobs: readonly string[];
  instances: readonly string[];
}

/** What came of a batch; an answer that failed is empty. */
export interface BatchAnswer {
  answers: readonly (readonly Series[])[];
  problem?: Problem;
  /** How many of the questions failed. */
  failed: number;
}

/** A query as the data source reads it. */
interface Target extends DataQuery {
  expr: string;
  range: boolean;
  instant: boolean;
  format: 'time_series';
  interval: string;
}

const MAX_POINTS = 300;

/** Prometheus gives up after two minutes; a reader before that. */
const TIMEOUT_MS = 60_000;

/** A browser opens six connections to a server of HTTP/1.1; two are left to everything else. */
const slots = new Slots(4);

let requests = 0;

const refIdOf = (index: number): string => `Q${index}`;

const scrapeIntervalOf = (dataSource: DataSourceApi): string | undefined => {
  const settings = getDataSourceSrv().getInstanceSettings(dataSource.uid);
  const interval: unknown = (settings?.jsonData as { timeInterval?: unknown } | undefined)?.timeInterval;
  return typeof interval === 'string' && interval !== '' ? interval : undefined;
};

const targetOf = ({ asks, range, jobs, instances }: Batch, scrape: string | undefined, index: number): Target[] => {
  const ask = asks[index];
  if (ask === undefined) return [];
  const { stepSeconds, rateSeconds } = intervalOf(range, ask.maxPoints ?? MAX_POINTS, scrape);
  const rangeSeconds = Math.max(1, Math.round(range.to.diff(range.from) / 1000));
  return [
    {
      refId: refIdOf(index),
      expr: fill(ask.query.expr, { jobs, instances, objective: ask.objective, rateSeconds, rangeSeconds }),
      range: ask.kind === 'range',
      instant: ask.kind === 'instant',
      format: 'time_series',
      // The step is at least this, so questions of different detail go in one request.
      interval: `${stepSeconds}s`,
    },
  ];
};

const requestOf = (batch: Batch, scrape: string | undefined): DataQueryRequest<Target> => {
  const maxDataPoints = Math.max(...batch.asks.map(({ maxPoints = MAX_POINTS }) => maxPoints));
  const { stepSeconds } = intervalOf(batch.range, maxDataPoints, scrape);
  requests += 1;
  return {
    app: CoreApp.Unknown,
    requestId: `chatwatch-${requests}`,
    timezone: batch.timeZone,
    range: batch.range,
    interval: `${stepSeconds}s`,
    intervalMs: stepSeconds * 1000,
    maxDataPoints,
    scopedVars: {},
    startTime: Date.now(),
    targets: batch.asks.flatMap((_, index) => targetOf(batch, scrape, index)),
  };
};

const answerOf = (batch: Batch, request: DataQueryRequest<Target>, response: DataQueryResponse): BatchAnswer => {
  const frames = response.data as DataFrame[];
  const answers = batch.asks.map(({ query, kind }, index) => {
    const stepMs = kind === 'range' ? Number.parseInt(request.targets[index]?.interval ?? '0', 10) * 1000 : 0;
    return seriesOf(
      frames.filter(({ refId }) => refId === refIdOf(index)),
      query.legend,
      stepMs,
    );
  });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- data sources of older Grafana still set only this one.
  const errors = response.errors ?? (response.error ? [response.error] : []);
  if (errors.length === 0) return { answers, failed: 0 };
  const failed = errors.every(({ refId }) => refId !== undefined) ? errors.length : batch.asks.length;
  return { answers, failed, problem: problemFrom(errors[0], 'prometheus') };
};

/**
 * Asks a batch in one request. Given up, it is cancelled.
 * @throws a rejection of the data source; {@link problemFrom} has words for it
 */
export const askBatch = (batch: Batch): Observable<BatchAnswer> =>
  slots.run(() =>
    defer(() => getDataSourceSrv().get(batch.dataSource)).pipe(
      switchMap((dataSource) => {
        const request = requestOf(batch, scrapeIntervalOf(dataSource));
        return from(dataSource.query(request)).pipe(
          last(),
          map((response) => answerOf(batch, request, response)),
        );
      }),
      timeout(TIMEOUT_MS),
    ),
  );

/** What is wrong when no data source can be asked. */
export const noDataSource = (): Problem => problemOf('no_data_source', 'grafana');
