import type { Limits } from '../limits.js';
import type { Dashboard, Row } from '../model.js';
import { httpQueries as http, loadQueries as load, runtimeQueries as runtime } from '../queries/index.js';

const verdict: Row = {
  title: 'The run',
  height: 9,
  panels: [
    {
      id: 1,
      title: 'Promises kept, seen from outside',
      worry: 'a line falls: the promise that its name tells breaks under this load.',
      next: 'its objective, and what the service says about itself at the end.',
      view: 'timeseries',
      width: 24,
      queries: [load.promiseKept],
      leadsTo: 'overview',
    },
    {
      id: 2,
      title: 'People',
      worry: 'it stays under what the scenario wants: the generator cannot play more.',
      next: 'the lag of the generator.',
      view: 'timeseries',
      width: 12,
      queries: [load.people],
    },
    {
      id: 3,
      title: 'Events judged',
      worry: 'a promise has none: then its verdict is worth nothing.',
      next: 'failed checks and requests.',
      view: 'timeseries',
      width: 12,
      queries: [load.promiseEvents],
    },
  ],
};

const delivery = (limits: Limits): Row => ({
  title: 'Delivery',
  height: 8,
  panels: [
    {
      id: 4,
      title: 'Delivery time',
      worry: 'the 99th percentile is over the line, and the generator does not lag.',
      next: 'the stages on the realtime dashboard in the same time.',
      view: 'timeseries',
      width: 8,
      queries: [load.deliveryP50, load.deliveryP99],
      limit: limits.bound('message-delivery-time'),
      leadsTo: 'realtime',
    },
    {
      id: 5,
      title: 'Deliveries that arrived',
      worry: 'it stays under 100 % after the run has settled.',
      next: 'missing, twice, out of order, beside it.',
      view: 'timeseries',
      width: 8,
      queries: [load.deliveryShare],
    },
    {
      id: 6,
      title: 'Faults of delivery',
      worry: 'there is any: each is a broken guarantee, not a matter of speed.',
      next: 'recoveries and dropped deliveries on the realtime dashboard.',
      view: 'timeseries',
      width: 8,
      queries: [load.missing, load.duplicate, load.outOfOrder, load.lost],
      leadsTo: 'realtime',
    },
  ],
});

const requests = (limits: Limits): Row => ({
  title: 'Requests',
  height: 8,
  panels: [
    {
      id: 7,
      title: 'Requests of the run',
      worry: 'it falls while people stay: answers have become slow.',
      next: 'request time beside it.',
      view: 'timeseries',
      width: 12,
      queries: [load.requests],
    },
    {
      id: 8,
      title: 'Request time, 95 %',
      worry: 'an operation is over the line.',
      next: 'the same route on the API dashboard.',
      view: 'timeseries',
      width: 12,
      queries: [load.responseP95, load.requestP95],
      limit: limits.bound('api-response-time'),
      leadsTo: 'api',
    },
    {
      id: 9,
      title: 'Failed requests',
      worry: 'an operation is over the line.',
      next: 'failures by route on the API dashboard.',
      view: 'timeseries',
      width: 12,
      queries: [load.failedRequests],
      limit: limits.target('error-rate'),
      leadsTo: 'api',
    },
    {
      id: 10,
      title: 'Checks',
      worry: 'one is under 100 %: an answer was wrong, not slow.',
      next: 'the operation that the check names.',
      view: 'timeseries',
      width: 12,
      queries: [load.checks],
    },
  ],
});

const both = (limits: Limits): Row => ({
  title: 'Who was the limit',
  height: 8,
  panels: [
    {
      id: 11,
      title: 'Lag of the generator',
      worry: 'it is a part of the delivery time that can be seen: the run measured itself.',
      next: 'a machine of its own for the generator.',
      view: 'timeseries',
      width: 12,
      queries: [load.generatorLag],
    },
    {
      id: 12,
      title: 'Connecting and acknowledging',
      worry: 'connecting takes as long as people would wait.',
      next: 'commits on the data dashboard, the event loop beside it.',
      view: 'timeseries',
      width: 12,
      queries: [load.connectP99, load.ackP99],
      leadsTo: 'data',
    },
    {
      id: 13,
      title: 'CPU of the service',
      worry: 'it is over the line before the load is what was wanted.',
      next: 'the runtime dashboard in the same time.',
      view: 'timeseries',
      width: 12,
      queries: [runtime.cpu],
      limit: limits.target('cpu-utilization'),
      leadsTo: 'runtime',
    },
    {
      id: 14,
      title: 'Response time, seen from inside',
      worry: 'it is far under what the run saw: the time is lost on the way, or in the generator.',
      next: 'the lag of the generator.',
      view: 'timeseries',
      width: 12,
      queries: [http.durationP95],
      limit: limits.bound('api-response-time'),
      leadsTo: 'api',
    },
  ],
});

/** Load runs, beside what the service says of itself in the same time. */
export const loadDashboard = (limits: Limits): Dashboard => ({
  name: 'load',
  title: 'Load tests',
  description: 'Load runs of k6: which promises they saw kept, and what the service said of itself meanwhile.',
  appPage: 'runs',
  choice: 'testid',
  from: 'now-1h',
  rows: [verdict, delivery(limits), requests(limits), both(limits)],
});
