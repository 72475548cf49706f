import { getBackendSrv } from '@grafana/runtime';
import { APP_ID } from '@chatwatch/objectives/names';
import { lastValueFrom } from 'rxjs';
import * as z from 'zod/mini';

/** An answer, whatever it says. */
export interface Reply {
  /** HTTP status; 0 when not even Grafana answered. */
  readonly status: number;
  /** Parsed where it is JSON, else as text. */
  readonly body: unknown;
}

const failure = z.object({ status: z.number(), data: z.optional(z.unknown()) });

/**
 * Asks the service through Grafana's proxy, and takes every status as an answer.
 * @param path below the app's proxy, such as `service/livez`
 */
export const askThroughProxy = async (
  path: string,
  request: { method?: 'GET' | 'POST'; data?: unknown; signal: AbortSignal },
): Promise<Reply> => {
  const { method = 'GET', data, signal } = request;
  const asked = getBackendSrv().fetch<unknown>({
    url: `/api/plugin-proxy/${APP_ID}/${path}`,
    method,
    data,
    abortSignal: signal,
    showErrorAlert: false,
    showSuccessAlert: false,
  });
  try {
    const { status, data: body } = await lastValueFrom(asked);
    return { status, body };
  } catch (error) {
    signal.throwIfAborted();
    const read = z.safeParse(failure, error);
    return read.success ? { status: read.data.status, body: read.data.data } : { status: 0, body: undefined };
  }
};

const problem = z.object({ code: z.string(), detail: z.optional(z.string()) });

/** The stable code that the service gives its refusals; undefined where Grafana, or something else, refused. */
export const serviceCode = ({ body }: Reply): string | undefined => {
  const read = z.safeParse(problem, body);
  return read.success ? read.data.code : undefined;
};
