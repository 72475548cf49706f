import { answersOf } from '../http/openapi/answers.js';
import { problemSchema } from '../http/resources.js';
import type { Route } from '../http/route.js';

interface CallOptions {
  readonly token?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface CallResult {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, else the text; undefined when empty. */
  readonly body: unknown;
}

export type Caller = (method: string, path: string, options?: CallOptions) => Promise<CallResult>;

/** Calls a server; every JSON answer is held to the schema that its route declares for it. */
export const callerOf = (url: string, routes: readonly Route[]): Caller => {
  return async (method, path, { token, body, headers = {} } = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const result = { status: response.status, headers: response.headers, body: await read(response) };
    holdToSchema(routes, method, path, result);
    return result;
  };
};

const read = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  if (text === '') return undefined;
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return isJson ? (JSON.parse(text) as unknown) : text;
};

const holdToSchema = (routes: readonly Route[], method: string, path: string, result: CallResult): void => {
  if (result.headers.get('content-type')?.startsWith('application/problem+json')) problemSchema.parse(result.body);
  const route = routes.find((one) => one.method === method.toLowerCase() && isOf(one.path, path));
  if (!route) return;
  const answer = answersOf(route)[result.status];
  if (!answer) throw new Error(`${route.operationId} answered ${result.status}, which is not in the document`);
  if (answer.schema) answer.schema.parse(result.body);
};

const isOf = (template: string, path: string): boolean => {
  const given = path.split('?', 1)[0]?.split('/') ?? [];
  const parts = template.split('/');
  return parts.length === given.length && parts.every((part, at) => part.startsWith(':') || part === given[at]);
};
