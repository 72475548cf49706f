import type { Limits } from '../limits.js';
import type { Dashboard, Row } from '../model.js';
import { httpQueries as http } from '../queries/index.js';

const summary = (limits: Limits): Row => ({
  title: 'Now',
  height: 4,
  panels: [
    {
      id: 1,
      title: 'Requests',
      worry: 'it is far from what this hour usually has.',
      next: 'requests by route.',
      view: 'stat',
      width: 6,
      queries: [http.requests],
    },
    {
      id: 2,
      title: 'Failed',
      worry: 'it is red. Zero is no failures, ‘No traffic’ is none asked.',
      next: 'failures by route.',
      view: 'stat',
      width: 6,
      queries: [http.errorShare],
      limit: limits.target('error-rate'),
    },
    {
      id: 3,
      title: 'Response time, 95 %',
      worry: 'it is red.',
      next: 'the slowest routes.',
      view: 'stat',
      width: 6,
      queries: [http.durationP95],
      limit: limits.bound('api-response-time'),
    },
    {
      id: 4,
      title: 'Response size, 99 %',
      worry: 'it is red.',
      next: 'bytes by route.',
      view: 'stat',
      width: 6,
      queries: [http.responseSizeP99],
      limit: limits.bound('payload-size'),
    },
  ],
});

const traffic: Row = {
  title: 'Traffic and failures',
  height: 8,
  panels: [
    {
      id: 5,
      title: 'Requests by route',
      worry: 'one route has most of the traffic and did not before.',
      next: 'its response time, and who asks: rate limits below.',
      view: 'timeseries',
      width: 8,
      queries: [http.requestsByRoute],
    },
    {
      id: 6,
      title: 'Failures by route',
      worry: 'anything but none stays.',
      next: 'faults by source on the data dashboard, and the log of the moment.',
      view: 'timeseries',
      width: 8,
      queries: [http.errorsByRoute],
      leadsTo: 'data',
    },
    {
      id: 7,
      title: 'Refusals by status',
      worry: '401 or 403 rise: a token expired, or someone is trying; 429: a limit is too tight or someone too eager.',
      next: 'rate limits below.',
      view: 'timeseries',
      width: 8,
      queries: [http.refusalsByStatus],
    },
  ],
};

const latency = (limits: Limits): Row => ({
  title: 'Response time',
  height: 9,
  panels: [
    {
      id: 8,
      title: 'Response time',
      worry: 'the 95th percentile stays over the line.',
      next: 'the slowest routes; the diamonds are examples, and their request id is in the log.',
      view: 'timeseries',
      width: 12,
      queries: [http.durationP50, http.durationP95, http.durationP99],
      limit: limits.bound('api-response-time'),
    },
    {
      id: 9,
      title: 'Spread of response times',
      worry: 'a second band appears above the first: one kind of request has become slow.',
      next: 'the slowest routes; the diamonds are examples, and their request id is in the log.',
      view: 'heatmap',
      width: 12,
      queries: [http.durationHeatmap],
    },
    {
      id: 10,
      title: 'Slowest routes',
      worry: 'a busy route stays over the line.',
      next: 'queries by operation and the cache on the data dashboard.',
      view: 'timeseries',
      width: 12,
      queries: [http.durationP95ByRoute],
      limit: limits.bound('api-response-time'),
      leadsTo: 'data',
    },
    {
      id: 11,
      title: 'Slow operations',
      worry: 'one kind rises: it names where the time goes.',
      next: 'for queries the data dashboard, for fan-out and deliveries the realtime dashboard.',
      view: 'timeseries',
      width: 12,
      queries: [http.slowOperations],
      leadsTo: 'data',
    },
  ],
});

const routes = (limits: Limits): Row => ({
  title: 'Routes now',
  height: 10,
  panels: [
    {
      id: 12,
      title: 'Routes',
      shows: 'Every route with traffic: requests per second, share of failures, and 95th percentile of response time.',
      worry: 'a route is red that is not usually.',
      next: 'the same route over time, above.',
      view: 'table',
      width: 24,
      queries: [http.routeRequests, http.routeErrorShare, http.routeDurationP95],
      columns: [
        { from: 'method', title: 'Method', width: 90 },
        { from: 'route', title: 'Route' },
        { from: 0, title: 'Requests' },
        { from: 1, title: 'Failed', limit: limits.target('error-rate') },
        { from: 2, title: 'Response time, 95 %', limit: limits.bound('api-response-time') },
      ],
    },
  ],
});

const load = (limits: Limits): Row => ({
  title: 'Size and limits',
  height: 8,
  panels: [
    {
      id: 13,
      title: 'Requests in flight',
      worry: 'it climbs and does not fall back: more arrives than is answered.',
      next: 'the event loop on the runtime dashboard.',
      view: 'timeseries',
      width: 12,
      queries: [http.inFlight],
      leadsTo: 'runtime',
    },
    {
      id: 14,
      title: 'Response size',
      worry: 'the 99th percentile stays over the line.',
      next: 'bytes by route.',
      view: 'timeseries',
      width: 12,
      queries: [http.responseSizeP99, http.responseSizeAverage],
      limit: limits.bound('payload-size'),
    },
    {
      id: 15,
      title: 'Bytes by route',
      worry: 'a route sends much more than its requests explain.',
      next: 'whether its clients accept compression.',
      view: 'timeseries',
      width: 12,
      queries: [http.bytesSent],
      isStacked: true,
    },
    {
      id: 16,
      title: 'Rate limits',
      worry: 'people in good faith are refused.',
      next: 'refusals by status, and the limits in the configuration.',
      view: 'timeseries',
      width: 12,
      queries: [http.rateLimited],
    },
  ],
});

/** Requests by route: how many, how fast, how well. */
export const apiDashboard = (limits: Limits): Dashboard => ({
  name: 'api',
  title: 'API',
  description: 'Requests to the HTTP API by route: how many, how fast, how many fail, and who is refused.',
  appPage: 'api',
  from: 'now-6h',
  rows: [summary(limits), traffic, latency(limits), routes(limits), load(limits)],
});
