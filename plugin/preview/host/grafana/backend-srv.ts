import { type BackendSrv, type BackendSrvRequest, type FetchError, type FetchResponse } from '@grafana/runtime';
import { defer, lastValueFrom, map, Observable } from 'rxjs';

/** Calls the preview's server as Grafana's page calls Grafana's: the same options, answers and errors. */
export class PreviewBackendSrv implements BackendSrv {
  fetch<Data>(options: BackendSrvRequest): Observable<FetchResponse<Data>> {
    return new Observable((subscriber) => {
      const aborting = new AbortController();
      const abort = () => {
        aborting.abort();
      };
      options.abortSignal?.addEventListener('abort', abort);
      if (options.abortSignal?.aborted === true) abort();
      answerOf<Data>(options, aborting.signal).then(
        (answer) => {
          subscriber.next(answer);
          subscriber.complete();
        },
        (error: unknown) => {
          subscriber.error(error);
        },
      );
      return () => {
        options.abortSignal?.removeEventListener('abort', abort);
        abort();
      };
    });
  }

  chunked(options: BackendSrvRequest): Observable<FetchResponse<Uint8Array | undefined>> {
    return defer(() => this.fetch<ArrayBuffer>({ ...options, responseType: 'arraybuffer' })).pipe(
      map((answer) => ({ ...answer, data: new Uint8Array(answer.data) })),
    );
  }

  datasourceRequest<Data>(options: BackendSrvRequest): Promise<FetchResponse<Data>> {
    return lastValueFrom(this.fetch<Data>(options));
  }

  async request<Data>(options: BackendSrvRequest): Promise<Data> {
    return (await lastValueFrom(this.fetch<Data>(options))).data;
  }

  get<Data>(url: string, params?: object, requestId?: string, options?: Partial<BackendSrvRequest>): Promise<Data> {
    return this.request({
      ...options,
      method: 'GET',
      url,
      ...(params && { params: { ...params } }),
      ...(requestId !== undefined && { requestId }),
    });
  }

  delete<Data>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<Data> {
    return this.request({ ...options, method: 'DELETE', url, data });
  }

  post<Data>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<Data> {
    return this.request({ ...options, method: 'POST', url, data });
  }

  patch<Data>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<Data> {
    return this.request({ ...options, method: 'PATCH', url, data });
  }

  put<Data>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<Data> {
    return this.request({ ...options, method: 'PUT', url, data });
  }
}

async function answerOf<Data>(config: BackendSrvRequest, signal: AbortSignal): Promise<FetchResponse<Data>> {
  let response: Response;
  let data: unknown;
  try {
    response = await fetch(addressOf(config), { ...bodyOf(config), method: config.method ?? 'GET', signal });
    data = await dataOf(response, config.responseType);
  } catch (error) {
    throw signal.aborted ? cancelled(config) : unreachable(config, error);
  }
  const { status, statusText, ok, headers, redirected, type, url } = response;
  // The caller says what it expects, as with Grafana's own.
  if (ok) return { data: data as Data, status, statusText, ok, headers, redirected, type, url, config };
  throw refused(config, response, data);
}

function addressOf({ url, params }: BackendSrvRequest): string {
  const address = new URL(url, location.origin);
  for (const [name, value] of Object.entries(params ?? {})) {
    for (const one of [value].flat())
      if (one !== undefined && one !== null) address.searchParams.append(name, String(one));
  }
  return address.href;
}

function bodyOf({ data, headers = {} }: BackendSrvRequest): Pick<RequestInit, 'body' | 'headers'> {
  // Typed any by Grafana.
  const sent = headers as Record<string, string>;
  if (data === undefined || data === null) return { headers: sent };
  if (typeof data === 'string' || data instanceof URLSearchParams || data instanceof FormData)
    return { body: data, headers: sent };
  return { body: JSON.stringify(data), headers: { 'Content-Type': 'application/json', ...sent } };
}

async function dataOf(response: Response, type: BackendSrvRequest['responseType']): Promise<unknown> {
  if (type === 'arraybuffer') return response.arrayBuffer();
  if (type === 'blob') return response.blob();
  const text = await response.text();
  if (type === 'text') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Grafana hands on what is no JSON as it is.
    return text === '' ? {} : text;
  }
}

function refused(config: BackendSrvRequest, { status, statusText }: Response, data: unknown): FetchError {
  const body = typeof data === 'string' ? { message: data, error: statusText, response: data } : data;
  return { status, statusText, data: body, config };
}

function cancelled(config: BackendSrvRequest): FetchError & { type: string } {
  return { type: 'cancelled', cancelled: true, status: -1, statusText: 'Request was aborted', data: null, config };
}

function unreachable(config: BackendSrvRequest, error: unknown): FetchError {
  const message = error instanceof Error ? error.message : String(error);
  return { status: 0, statusText: '', message, data: { message }, config };
}
