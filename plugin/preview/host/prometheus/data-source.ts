import {
  type DataQueryRequest,
  type DataQueryResponse,
  DataSourceApi,
  type DataSourceInstanceSettings,
  LoadingState,
  type MetricFindValue,
  rangeUtil,
  type ScopedVars,
} from '@grafana/data';
import { getBackendSrv, toDataQueryError } from '@grafana/runtime';
import { lastValueFrom, Observable } from 'rxjs';
import { framesOf } from './frames';
import { interpolate, type Pace, paceOf } from './interpolate';
import { markSupport } from './marks';
import type { PromQuery, PromSeries } from './query';

interface Answer {
  readonly data: { readonly result: readonly (PromSeries & { readonly value: readonly [number, string] })[] };
}

/** What Grafana scrapes with where a data source does not say. */
const USUAL_INTERVAL = '15s';

/** Grafana's Prometheus data source as far as the console needs it, over Prometheus' own HTTP API. */
export class PrometheusDataSource extends DataSourceApi<PromQuery> {
  readonly #url: string;
  readonly #scrapeMs: number;

  constructor(settings: DataSourceInstanceSettings) {
    super(settings);
    this.#url = settings.url ?? '';
    const { timeInterval = USUAL_INTERVAL } = settings.jsonData as { readonly timeInterval?: string };
    this.interval = timeInterval;
    this.annotations = markSupport;
    this.#scrapeMs = rangeUtil.intervalToMs(timeInterval);
  }

  override query(request: DataQueryRequest<PromQuery>): Observable<DataQueryResponse> {
    return new Observable((subscriber) => {
      const aborting = new AbortController();
      void this.#answer(request, aborting.signal).then((answer) => {
        subscriber.next(answer);
        subscriber.complete();
      });
      return () => {
        aborting.abort();
      };
    });
  }

  override async testDatasource(): Promise<{ status: string; message: string }> {
    await this.#get('query', { query: '1+1' });
    return { status: 'success', message: 'Successfully queried the Prometheus API.' };
  }

  override async metricFindQuery(query: string | { readonly query?: string }): Promise<MetricFindValue[]> {
    const text = typeof query === 'string' ? query : (query.query ?? '');
    const [, selector, label] = /^label_values\((?:(.+),\s*)?(\w+)\)$/.exec(text) ?? [];
    if (label === undefined) return [];
    const match: Record<string, string> = selector === undefined ? {} : { 'match[]': selector };
    const values = await this.#get<{ readonly data: readonly string[] }>(`label/${label}/values`, match);
    return values.data.map((value) => ({ text: value, value }));
  }

  async #answer(request: DataQueryRequest<PromQuery>, signal: AbortSignal): Promise<DataQueryResponse> {
    const targets = request.targets.filter(({ hide, expr }) => hide !== true && expr !== '');
    const pace = paceOf(request, this.#scrapeMs);
    const isOneOfSeveral = targets.length > 1;
    const answers = await Promise.all(
      targets.map(async (query) => {
        try {
          const expr = await interpolate(query.expr, {
            ...pace.scopedVars,
            ...request.scopedVars,
          } satisfies ScopedVars);
          const series = await this.#ask({ ...query, expr }, request, pace, signal);
          return { data: framesOf(series, { query: { ...query, expr }, stepMs: pace.stepMs, isOneOfSeveral }) };
        } catch (error) {
          const told = toDataQueryError(error);
          // Of an Error, spreading leaves the message behind.
          return { data: [], error: { ...told, message: told.message ?? '', refId: query.refId } };
        }
      }),
    );
    const errors = answers.flatMap(({ error }) => error ?? []);
    const data = answers.flatMap((answer) => answer.data);
    if (errors.length === 0) return { data, state: LoadingState.Done };
    return { data, state: LoadingState.Error, errors, ...(errors[0] && { error: errors[0] }) };
  }

  async #ask(
    query: PromQuery,
    { range }: DataQueryRequest,
    { stepMs }: Pace,
    signal: AbortSignal,
  ): Promise<readonly PromSeries[]> {
    const isInstant = query.instant === true && query.range !== true;
    const [start, end] = [range.from.valueOf(), range.to.valueOf()].map((time) => Math.floor(time / stepMs) * stepMs);
    const window: Record<string, string> = isInstant
      ? { time: String(range.to.valueOf() / 1000) }
      : { start: String((start ?? 0) / 1000), end: String((end ?? 0) / 1000), step: String(stepMs / 1000) };
    const { data } = await this.#post(isInstant ? 'query' : 'query_range', { query: query.expr, ...window }, signal);
    return data.result.map(({ metric, values, value }) => ({ metric, values: isInstant ? [value] : values }));
  }

  async #post(path: string, form: Record<string, string>, abortSignal: AbortSignal): Promise<Answer> {
    const answer = await lastValueFrom(
      getBackendSrv().fetch<Answer>({
        url: `${this.#url}/api/v1/${path}`,
        method: 'POST',
        data: new URLSearchParams(form),
        abortSignal,
        showErrorAlert: false,
      }),
    );
    // What is no JSON arrives as text; in words of the Prometheus client that Grafana's server uses.
    if (typeof answer.data === 'string') throw new Error('bad_response: readObjectStart: expect { or n');
    return answer.data;
  }

  #get<Data>(path: string, params: Record<string, string>): Promise<Data> {
    return getBackendSrv().get<Data>(`${this.#url}/api/v1/${path}`, params, undefined, { showErrorAlert: false });
  }
}
