import type { Said } from './fake-server.js';

/** A line of an answer, without its points. */
export type Labels = Readonly<Record<string, string>>;

/**
 * What a Prometheus says.
 * @param linesOf the lines of an answer; each has one value, at the end of the time that was asked about
 */
export const prometheus =
  (linesOf: (expr: string) => readonly Labels[], value = '1') =>
  (path: string, form: URLSearchParams): Said | undefined => {
    const isRange = path === '/api/v1/query_range';
    if (path === '/api/v1/rules') return success({ groups: [] });
    if (!isRange && path !== '/api/v1/query') return success([]);
    const time = Number(form.get(isRange ? 'end' : 'time') ?? Date.now() / 1000);
    const result = linesOf(form.get('query') ?? '').map((metric) =>
      isRange ? { metric, values: [[time, value]] } : { metric, value: [time, value] },
    );
    return success({ resultType: isRange ? 'matrix' : 'vector', result });
  };

const success = (data: unknown): Said => ({ body: { status: 'success', data } });
