import type { RequestHandler } from 'express';
import { z } from 'zod';
import { type Route, streamRoute } from '../route.js';

const exposition = z.string().meta({ examples: ['# TYPE websocket_connections gauge\nwebsocket_connections 12\n'] });

export const metricsRoutes = (handler: RequestHandler, { isPublic }: { isPublic: boolean }): Route[] => [
  streamRoute({
    method: 'get',
    path: '/metrics',
    operationId: 'getMetrics',
    summary: 'Metrics for Prometheus',
    description: 'OpenMetrics where "Accept" asks for it, else the text format of Prometheus.',
    auth: isPublic ? 'none' : 'service',
    answers: { 200: { description: 'All metrics', mediaType: 'text/plain', schema: exposition } },
    handler,
  }),
];
