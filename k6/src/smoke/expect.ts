import { check } from 'k6';

/** A text at a place in an answer's JSON; empty where it is something else, or no JSON. */
export function textAt(response: { readonly json: (path: string) => unknown }, path: string): string {
  try {
    const value = response.json(path);
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}

interface Answered {
  readonly status: number;
}

/** Checks an answer's status, and more where it was as expected. */
export function expectStatus<Response extends Answered>(
  what: string,
  response: Response,
  status: number,
  more: Readonly<Record<string, (response: Response) => boolean>> = {},
): void {
  const isAsExpected = check(response, { [`${what}: ${String(status)}`]: ({ status: actual }) => actual === status });
  for (const [name, holds] of Object.entries(more)) {
    check(response, { [`${what}: ${name}`]: (one) => isAsExpected && holds(one) });
  }
}

/** Checks something that is no answer over HTTP. */
export function expectThat(what: string, holds: boolean): void {
  check(holds, { [what]: (value) => value });
}
