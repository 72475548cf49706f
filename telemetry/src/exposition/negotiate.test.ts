import { describe, expect, it } from '@jest/globals';
import { prometheusAccept } from '../testing/service.js';
import { negotiateFormat } from './negotiate.js';

describe('negotiateFormat', () => {
  it.each([
    ['no header', undefined, 'prometheus'],
    ['an empty header', '', 'prometheus'],
    ['anything', '*/*', 'prometheus'],
    ['a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'prometheus'],
    ['Prometheus 3', prometheusAccept, 'openmetrics'],
    ['OpenMetrics of any version', 'application/openmetrics-text', 'openmetrics'],
    ['OpenMetrics in quotes and capitals', 'Application/OpenMetrics-Text; Version="1.0.0"; Q=0.9', 'openmetrics'],
    ['only an OpenMetrics draft', 'application/openmetrics-text; version=0.0.1', 'prometheus'],
    ['text preferred', 'application/openmetrics-text;q=0.4, text/plain;q=0.5', 'prometheus'],
    ['OpenMetrics preferred', 'application/openmetrics-text;q=0.5, text/plain;q=0.4', 'openmetrics'],
    ['both alike', 'application/openmetrics-text, text/plain', 'prometheus'],
    ['OpenMetrics refused', 'application/openmetrics-text;q=0, application/*', 'prometheus'],
    ['its family', 'application/*, */*;q=0.1', 'openmetrics'],
    ['neither', 'application/json', 'prometheus'],
    ['a broken q-value', 'application/openmetrics-text;q=high', 'prometheus'],
  ])('understands %s', (_, accept, format) => {
    expect(negotiateFormat(accept)).toBe(format);
  });
});
