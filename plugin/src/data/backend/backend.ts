import type * as z from 'zod/mini';
import { ProblemError, problemOf } from '../../problems';
import { call } from './call';
import {
  alertsSchema,
  channelsSchema,
  historySchema,
  nothingSchema,
  openApiSchema,
  overviewSchema,
  realTimeSchema,
  ticketSchema,
  vitalsSchema,
} from './schemas';

/** A measurement of the console itself. */
export interface VitalSample {
  name: string;
  value: number;
  rating?: string;
}

/** Where a page of history begins; one of both at most. */
export interface HistoryFrom {
  before?: number;
  after?: number;
  limit?: number;
}

/** The version of the API that this app is written for. */
const API_MAJOR = '1';

const openapi = async (signal?: AbortSignal): Promise<z.output<typeof openApiSchema>> => {
  const document = await call({ path: 'service/openapi.json', schema: openApiSchema, signal });
  const { version } = document.info;
  if (version.split('.')[0] !== API_MAJOR) throw new ProblemError(problemOf('other_version', 'backend', version));
  return document;
};

/**
 * The chat service, by way of Grafana's plugin proxy. Every call checks its answer.
 * @throws ProblemError with words for whatever goes wrong
 */
export const backend = {
  overview: (signal?: AbortSignal) => call({ path: 'analytics/performance/overview', schema: overviewSchema, signal }),
  realTime: (signal?: AbortSignal) => call({ path: 'analytics/performance/real-time', schema: realTimeSchema, signal }),
  vitals: (signal?: AbortSignal) => call({ path: 'analytics/performance/vitals', schema: vitalsSchema, signal }),
  alerts: (signal?: AbortSignal) => call({ path: 'analytics/performance/alerts', schema: alertsSchema, signal }),
  /** The public channels. */
  channels: async (signal?: AbortSignal) =>
    (await call({ path: 'chat/channels', schema: channelsSchema, signal })).channels.filter(
      ({ type }) => type === 'public',
    ),
  /** A page of a public channel's history. */
  history: (channelId: string, { before, after, limit }: HistoryFrom = {}, signal?: AbortSignal) =>
    call({
      path: `chat/channels/${encodeURIComponent(channelId)}/messages`,
      params: { before, after, limit },
      schema: historySchema,
      signal,
    }),
  /** A ticket for one WebSocket that reads these channels. */
  ticket: (channelIds: readonly string[], signal?: AbortSignal) =>
    call({ method: 'POST', path: 'chat/tickets', body: { channelIds }, schema: ticketSchema, signal }),
  reportVitals: async (page: string, samples: readonly VitalSample[]): Promise<void> => {
    await call({ method: 'POST', path: 'vitals', body: { page, samples }, schema: nothingSchema });
  },
  /** Answers when the process runs. */
  livez: (signal?: AbortSignal) => call({ path: 'service/livez', schema: nothingSchema, signal }),
  /** Answers when the service takes work. */
  readyz: (signal?: AbortSignal) => call({ path: 'service/readyz', schema: nothingSchema, signal }),
  /** The API's document; another major version is a problem. */
  openapi,
};
