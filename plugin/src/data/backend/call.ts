import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { APP_ID } from '@chatwatch/objectives/names';
import {
  defer,
  firstValueFrom,
  fromEvent,
  map,
  merge,
  NEVER,
  switchMap,
  throwError,
  timeout,
  type Observable,
} from 'rxjs';
import * as z from 'zod/mini';
import { ProblemError, problemFrom, problemOf } from '../../problems';

/** Longer than the slowest answer of a service that keeps its promises, shorter than a reader's patience. */
const TIMEOUT_MS = 10_000;

/** Where a proxied path of the chat service is, below Grafana's own address. */
const proxyPath = (path: string): string => `/api/plugin-proxy/${APP_ID}/${path}`;

/** What to ask of the chat service. */
export interface Request<Schema extends z.ZodMiniType> {
  method?: 'GET' | 'POST';
  /** Below the app's proxy, as `analytics/performance/overview`. */
  path: string;
  params?: Readonly<Record<string, string | number | undefined>>;
  body?: unknown;
  /** What the answer must be. */
  schema: Schema;
  signal?: AbortSignal | undefined;
}

const defined = (params: Request<z.ZodMiniType>['params']): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(params ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const aborted = (signal: AbortSignal | undefined): Observable<never> => {
  if (signal === undefined) return NEVER;
  const fail = () => throwError(() => new DOMException('The page was left', 'AbortError'));
  return signal.aborted ? fail() : fromEvent(signal, 'abort').pipe(switchMap(fail));
};

const checked = <Schema extends z.ZodMiniType>(schema: Schema, data: unknown): z.output<Schema> => {
  if (typeof data === 'string' && data !== '') throw new ProblemError(problemOf('not_json', 'backend', data));
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  throw new ProblemError(problemOf('other_version', 'backend', z.prettifyError(result.error)), { cause: result.error });
};

/**
 * Asks the chat service by way of Grafana's plugin proxy, which adds the token.
 * @throws ProblemError for whatever goes wrong; an AbortError when the signal says so
 */
export const call = async <Schema extends z.ZodMiniType>({
  method = 'GET',
  path,
  params,
  body,
  schema,
  signal,
}: Request<Schema>): Promise<z.output<Schema>> => {
  const answer = defer(() =>
    getBackendSrv().fetch<unknown>({
      url: proxyPath(path),
      method,
      params: defined(params),
      showErrorAlert: false,
      ...(body === undefined ? {} : { data: body }),
    }),
  ).pipe(
    timeout(TIMEOUT_MS),
    map(({ data }) => data),
  );
  try {
    return checked(schema, await firstValueFrom(merge(answer, aborted(signal))));
  } catch (error) {
    if (signal?.aborted || (isFetchError(error) && error.cancelled)) throw error;
    throw new ProblemError(problemFrom(error, 'backend'), { cause: error });
  }
};
