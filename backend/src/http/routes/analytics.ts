import type { Analytics } from '../../analytics/analytics.js';
import { alertsSchema, overviewSchema, realTimeSchema, vitalsSchema } from '../../analytics/reports.js';
import { refusal } from '../resources.js';
import { type Route, route, streamRoute } from '../route.js';
import { sendJson } from '../send.js';

const OF_ONE_NODE =
  'It is about the process that answers, since its start; where several run, ask each, or Prometheus for all.';

const EVENT_STREAM = 'text/event-stream';

/** How the service does, told by itself: for a console whose Prometheus is away, or that has none. */
export const analyticsRoutes = (analytics: Analytics): Route[] => [
  route({
    method: 'get',
    path: '/analytics/performance/overview',
    operationId: 'getPerformanceOverview',
    summary: 'How the promises stand, and what is wrong',
    description: `${OF_ONE_NODE} Answered from memory, at most a second old.`,
    auth: 'operator',
    answers: {
      200: { description: 'Health, objectives, figures of the last minutes, alerts', schema: overviewSchema },
    },
    handle: async () => ({ status: 200, body: await analytics.overview() }),
  }),
  route({
    method: 'get',
    path: '/analytics/performance/alerts',
    operationId: 'getPerformanceAlerts',
    summary: 'Every alert and its state',
    description: `The conditions of the rules that are generated for Prometheus, evaluated by the service. ${OF_ONE_NODE}`,
    auth: 'operator',
    answers: { 200: { description: 'All alerts, also the inactive ones', schema: alertsSchema } },
    handle: () => ({ status: 200, body: analytics.alerts() }),
  }),
  route({
    method: 'get',
    path: '/analytics/performance/vitals',
    operationId: 'getVitals',
    summary: 'How fast pages were for their readers',
    description: `What was reported to /api/vitals, by page and measurement. ${OF_ONE_NODE}`,
    auth: 'operator',
    answers: { 200: { description: 'Pages that reported something', schema: vitalsSchema } },
    handle: () => ({ status: 200, body: analytics.vitals() }),
  }),
  streamRoute({
    method: 'get',
    path: '/analytics/performance/real-time',
    operationId: 'getRealTime',
    summary: 'What the service does now',
    description:
      `With "Accept: ${EVENT_STREAM}" the same once a second as server-sent events, until the caller leaves or the ` +
      `server shuts down. ${OF_ONE_NODE}`,
    auth: 'operator',
    answers: {
      200: { description: 'Figures of the last second or more', schema: realTimeSchema },
      503: refusal('Too many streams are open, or the server is shutting down'),
    },
    handler: async (request, response, _next, { admitAgain }) => {
      const isStream = request.accepts(['application/json', EVENT_STREAM]) === EVENT_STREAM;
      if (isStream && request.method !== 'HEAD') {
        analytics.streams.open(response, admitAgain);
        return;
      }
      response.setHeader('Cache-Control', 'no-store');
      await sendJson(request, response, analytics.realTime());
    },
  }),
];
