import { getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import * as z from 'zod/mini';
import { ProblemError, problemFrom, problemOf } from '../../problems';

/** A question to Grafana's own API. */
export interface GrafanaRequest {
  readonly method?: 'GET' | 'POST';
  readonly data?: unknown;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly signal?: AbortSignal;
}

/** The HTTP status of a refusal; undefined where there was none, as when the network is away. */
export const statusOf = (error: unknown): number | undefined => {
  const cause = error instanceof ProblemError ? error.cause : error;
  const read = z.safeParse(z.object({ status: z.number() }), cause);
  return read.success ? read.data.status : undefined;
};

/**
 * Asks Grafana, and reads the answer by a schema.
 * @throws {@link ProblemError} whose cause is what went wrong
 */
export const askGrafana = async <Schema extends z.ZodMiniType>(
  url: string,
  schema: Schema,
  { method = 'GET', data, params, signal }: GrafanaRequest = {},
): Promise<z.infer<Schema>> => {
  const asked = getBackendSrv().fetch<unknown>({
    url,
    method,
    data,
    params: { ...params },
    showErrorAlert: false,
    showSuccessAlert: false,
    ...(signal && { abortSignal: signal }),
  });
  let body: unknown;
  try {
    body = (await lastValueFrom(asked)).data;
  } catch (cause) {
    signal?.throwIfAborted();
    throw new ProblemError(problemFrom(cause, 'grafana'), { cause });
  }
  const read = z.safeParse(schema, body);
  if (read.success) return read.data;
  if (typeof body === 'string') throw new ProblemError(problemOf('not_json', 'grafana'));
  const where = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new ProblemError(problemOf('other_version', 'grafana', where));
};
