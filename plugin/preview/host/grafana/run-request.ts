import {
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  LoadingState,
  type PanelData,
  toDataFrame,
} from '@grafana/data';
import { type QueryRunnerFactory, toDataQueryError } from '@grafana/runtime';
import { catchError, from, isObservable, map, type Observable, of, startWith } from 'rxjs';

type Query = (request: DataQueryRequest) => Observable<DataQueryResponse>;

/** Asks a data source for a panel: loading, then its data or what went wrong. */
export function runRequest(
  source: DataSourceApi,
  request: DataQueryRequest,
  given?: Query | object,
): Observable<PanelData> {
  const panelData = (state: LoadingState, part: Partial<PanelData> = {}): PanelData => ({
    state,
    series: [],
    annotations: [],
    request,
    timeRange: request.range,
    ...part,
  });
  // Typed as any function.
  const answered = given ? (given as Query)(request) : source.query(request);
  return (isObservable(answered) ? answered : from(answered)).pipe(
    map(({ data, errors, error, state }) => {
      const all = errors ?? (error ? [error] : []);
      const failed = all.length > 0;
      return panelData(state ?? (failed ? LoadingState.Error : LoadingState.Done), {
        // Frames by the contract of data sources, typed any.
        series: (data as unknown[]).map((frame) => toDataFrame(frame)),
        ...(failed && { errors: all, ...(all[0] && { error: all[0] }) }),
      });
    }),
    catchError((error: unknown) => {
      const told = toDataQueryError(error);
      return of(panelData(LoadingState.Error, { error: told, errors: [told] }));
    }),
    startWith(panelData(LoadingState.Loading)),
  );
}

/** Only panels of other apps would ask for one. */
export const noQueryRunner: QueryRunnerFactory = () => {
  throw new Error('The preview has no query runner.');
};
