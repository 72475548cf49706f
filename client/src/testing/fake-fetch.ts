import type { Fetch } from '../rest/http.js';

export interface FakeRequest {
  readonly method: string | undefined;
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
}

type Answer = Response | Error | 'never';

/** A `fetch` that gives the answers listed, one a request, and keeps the requests. */
export function fakeFetch(...answers: Answer[]): { fetch: Fetch; requests: FakeRequest[] } {
  const requests: FakeRequest[] = [];
  const fetch: Fetch = (url, init) => {
    // What is no text is kept as it is: a form.
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : (init.body ?? undefined);
    requests.push({ method: init.method, url, headers: new Headers(init.headers), body });
    const answer = answers.shift() ?? new Error('no answer is left');
    if (answer === 'never') return new Promise(() => undefined);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { fetch, requests };
}

export function json(status: number, body: object, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

export function problem(status: number, code: string, fields: object = {}): Response {
  const body = {
    type: 'about:blank',
    title: 'No',
    status,
    detail: `refused: ${code}`,
    code,
    requestId: 'r1',
    ...fields,
  };
  return json(status, body, { 'content-type': 'application/problem+json' });
}
