import type { RequestHandler } from 'express';
import { type Route, streamRoute } from '../route.js';

export const metricsRoutes = (handler: RequestHandler, { isPublic }: { isPublic: boolean }): Route[] => [
  streamRoute({
    method: 'get',
    path: '/metrics',
    operationId: 'getMetrics',
    summary: 'Metrics for Prometheus',
    auth: isPublic ? 'none' : 'service',
    answers: { 200: { description: 'In the text format that Accept asks for' } },
    handler,
  }),
];
