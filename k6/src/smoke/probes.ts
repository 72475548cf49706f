import type { Options } from '../options.ts';
import { Rest } from '../rest/rest.ts';
import { expectStatus, textAt } from './expect.ts';

const analytics = ['getPerformanceOverview', 'getPerformanceAlerts', 'getVitals', 'getRealTime'] as const;

/** What machines ask for, and the documents for people. */
export async function visitProbes({ baseUrl, serviceToken }: Options): Promise<void> {
  const nobody = new Rest(baseUrl);
  expectStatus('livez', await nobody.call('livez'), 200);
  expectStatus('readyz', await nobody.call('readyz'), 200);
  expectStatus('getDocument', await nobody.call('getDocument'), 200, {
    'is OpenAPI 3.1': (document) => textAt(document, 'openapi').startsWith('3.1'),
  });
  expectStatus('getReference', await nobody.call('getReference'), 200);
  if (serviceToken === undefined) return;
  const operator = new Rest(baseUrl, serviceToken);
  expectStatus('getMetrics', await operator.call('getMetrics'), 200, {
    'counts requests': ({ body }) => body.includes('\nhttp_requests_total{'),
  });
  for (const operation of analytics) expectStatus(operation, await operator.call(operation), 200);
}
